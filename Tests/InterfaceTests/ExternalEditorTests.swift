import Foundation
import Synchronization
import Terminal
import Testing

@testable import Interface

@Suite struct ExternalEditorTests {
    private func edit(
        _ text: String, with command: String
    ) throws -> (result: ExternalEditor.Result, file: String) {
        let file = Mutex("")
        let result = ExternalEditor(environment: ["EDITOR": command]).edit(text) {
            command throws(ScreenError) in
            file.withLock { $0 = command.last ?? "" }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: command[0])
            process.arguments = Array(command.dropFirst())
            process.standardError = FileHandle.nullDevice
            do {
                try process.run()
            } catch {
                throw ScreenError.system("\(error)", 0)
            }
            process.waitUntilExit()
            return process.terminationStatus
        }
        return (result, file.withLock { $0 })
    }

    @Test("The text comes back as the editor leaves it, without its last line breaks")
    func edits() throws {
        let (result, file) = try edit("Small effusion.", with: "sed -i s/Small/Large/")
        #expect(result == .text("Large effusion."))
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test(
        "An editor that changes nothing leaves every line break", arguments: ["", "One.", "One.\n"])
    func leaves(text: String) throws {
        #expect(try edit(text, with: "true").result == .text(text))
    }

    @Test("A text that is not UTF-8 is refused")
    func encoding() throws {
        #expect(
            try edit("Film.", with: "f() { printf '\\377' > \"$1\"; }; f").result
                == .failed(
                    "“f() { printf '\\377' > \"$1\"; }; f” left a text that is not UTF-8: the text is "
                        + "as it was."))
    }

    @Test("Only its owner can read the file")
    func isPrivate() throws {
        let (result, _) = try edit(
            "Film.", with: "f() { stat -c %a \"${1%/*}\" > \"$1\"; }; f")
        #expect(result == .text("700"))
    }

    @Test("An editor that fails or is not there leaves the text and says what to do")
    func fails() throws {
        #expect(
            try edit("Film.", with: "false").result
                == .failed("“false” ended with status 1: the text is as it was."))
        #expect(
            try edit("Film.", with: "no-such-editor").result
                == .failed(
                    "“no-such-editor” was not found: set VISUAL or EDITOR to the editor to use."))
    }

    @Test("VISUAL comes before EDITOR, and vi is there where neither is set")
    func chooses() {
        #expect(
            ExternalEditor(environment: ["VISUAL": "emacs", "EDITOR": "ed"]).command == "emacs")
        #expect(ExternalEditor(environment: ["VISUAL": " ", "EDITOR": "ed"]).command == "ed")
        #expect(ExternalEditor(environment: [:]).command == "vi")
    }
}
