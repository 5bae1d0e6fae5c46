import Foundation
import Terminal

/// The user's own editor, on a file that nobody else can read.
struct ExternalEditor {
    enum Result: Sendable, Equatable {
        case text(String)
        /// Why there is none, as a sentence.
        case failed(String)
    }

    /// As the shell reads it: `code --wait` is a program and an option.
    let command: String

    /// `$VISUAL`, else `$EDITOR`, else `vi`.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }
            .first { !$0.allSatisfy(\.isWhitespace) }
        command = named ?? "vi"
    }

    /// The text as the editor leaves it, without the line break at the file's end.
    @MainActor
    func edit(_ text: String, on screen: Screen) -> Result {
        edit(text) { command throws(ScreenError) in try screen.run(command) }
    }

    /// - Parameter run: Runs a command and returns its exit status.
    func edit(
        _ text: String, run: ([String]) throws(ScreenError) -> Int32
    ) -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("cxrl-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("prompt.txt")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            // As editors end a file, so that one that changes nothing changes nothing.
            try Data((text + "\n").utf8).write(to: file)
            let status = try run(["/bin/sh", "-c", "\(command) \"$1\"", "sh", file.path])
            guard status == 0 else { return .failed(Self.complaint(command, status)) }
            let written = try Data(contentsOf: file)
            guard let edited = String(validating: written, as: UTF8.self) else {
                return .failed("“\(command)” left a text that is not UTF-8: the text is as it was.")
            }
            return .text(edited.withoutLastLineBreak)
        } catch let error as ScreenError {
            return .failed("\(error)")
        } catch {
            return .failed("The text could not be handed to “\(command)”: \(error)")
        }
    }

    private static func complaint(_ command: String, _ status: Int32) -> String {
        status == 127
            ? "“\(command)” was not found: set VISUAL or EDITOR to the editor to use."
            : "“\(command)” ended with status \(status): the text is as it was."
    }
}

extension String {
    fileprivate var withoutLastLineBreak: String {
        last?.isNewline == true ? String(dropLast()) : self
    }
}
