import Foundation
import Terminal
import TestSupport
import Testing

@testable import Interface

@Suite("A copy of the screen") struct ScreenCopyTests {
    @Test("is what is shown, as text")
    func text() throws {
        try withTemporaryFolder { folder in
            let scenario = Scenario.trained()
            try ScreenCopy.write(scenario.model, theme: .standard, to: "\(folder)/pane.txt")
            let text = try String(contentsOfFile: "\(folder)/pane.txt", encoding: .utf8)
            #expect(text == scenario.screen + "\n")
        }
    }

    @Test("is well-formed SVG with every row's text, for its owner alone")
    func drawing() throws {
        try withTemporaryFolder { folder in
            var scenario = Scenario.trained()
            scenario.press(.character("2"))
            let path = "\(folder)/pane.svg"
            try ScreenCopy.write(scenario.model, theme: .standard, to: path)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let parser = XMLProbe()
            #expect(parser.isWellFormed(text))
            #expect(parser.text.contains("posture"))
            #expect(parser.text.contains("Small left pleural effusion."))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("is written by :write, which names the kinds of files that there are")
    func command() {
        var scenario = Scenario.trained()
        scenario.type(":write /tmp/pane.svg")
        scenario.press(.enter)
        #expect(scenario.takeEffects() == [.writeScreen(path: "/tmp/pane.svg")])
        scenario.type(":write pane.gif")
        scenario.press(.enter)
        #expect(scenario.screen.contains("write FILE.txt|FILE.svg|FILE.json"))
    }
}

/// Reads tags and texts: every tag is closed by its own kind.
private final class XMLProbe {
    private(set) var text = ""

    func isWellFormed(_ document: String) -> Bool {
        var open: [Substring] = []
        var rest = document[...]
        while let start = rest.firstIndex(of: "<") {
            text += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            let name = tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" }
            if tag.hasPrefix("/") {
                guard open.popLast() == name else { return false }
            } else if !tag.hasSuffix("/") {
                open.append(name)
            }
            rest = rest[rest.index(after: end)...]
        }
        return open.isEmpty
    }
}
