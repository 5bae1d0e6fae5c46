import Foundation
import Images
import TestSupport
import Testing

@testable import Interface
@testable import Terminal

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

    @Test("is PNG of the same cells with the pictures as pixels, for its owner alone")
    func picture() throws {
        try withTemporaryFolder { folder in
            let scenario = Scenario.trained()
            let path = "\(folder)/pane.png"
            try ScreenCopy.write(scenario.model, theme: .standard, to: path)
            let picture = try ColorPicture(contentsOf: path)
            #expect(picture.width == 80 * 12 && picture.height == 24 * 24)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            // The policy's disc of shade 200 is nothing but a picture.
            let disc = (0..<picture.width * picture.height).count {
                picture.pixels[$0 * 3] == 200 && picture.pixels[$0 * 3 + 2] == 200
            }
            #expect(disc > 5_000)
        }
    }

    @Test("has a shape for every glyph of every pane")
    func glyphs() {
        let unknown = GlyphInk.pattern(of: "漢", mark: nil)
        var scenario = Scenario.trained(width: 160, height: 50)
        for pane in Pane.allCases {
            scenario.press(.character(Character("\(pane.rawValue)")))
            scenario.answerTrajectories()
            for glyph in Set(scenario.screen.unicodeScalars) where glyph != "\n" {
                guard !glyph.properties.isDiacritic || glyph.isASCII else { continue }
                #expect(GlyphInk.pattern(of: glyph, mark: nil) != unknown, "\(glyph)")
            }
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
        #expect(scenario.screen.contains("write FILE.txt|FILE.svg|FILE.png|FILE.json"))
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
