import Foundation
import Testing

@testable import Terminal

struct ThemeTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Themes").path

    @Test(
        "Every shipped theme defines every role",
        arguments: ["default", "light", "monochrome", "high-contrast"])
    func definesEveryRole(name: String) throws {
        let text = try String(contentsOfFile: "\(Self.folder)/\(name).theme", encoding: .utf8)
        for role in Role.allCases {
            let lines = text.split(separator: "\n").filter {
                $0.split(whereSeparator: { $0 == " " || $0 == "=" }).first == role.rawValue[...]
            }
            #expect(lines.count == 1, "\(name) and \(role)")
        }
        let theme = try ThemeLibrary(folders: [Self.folder]).theme(named: name)
        #expect(theme.isLight == (name == "light"))
    }

    @Test("The file of the default theme looks like the one that is compiled in")
    func matchesStandard() throws {
        let theme = try ThemeLibrary(folders: [Self.folder]).theme(named: "default")
        #expect(theme == .standard)
    }

    @Test("An error names the theme, the line and the word")
    func locatesErrors() {
        #expect {
            try Theme(parsing: "# x\ntext = default\ntitle = #GGGGGG mauve", name: "mine")
        } throws: { "\($0)".contains("theme “mine”, line 3") }
        #expect {
            try Theme(parsing: "text = red\n\ntext = blue", name: "mine")
        } throws: { ($0 as? ThemeError)?.line == 3 }
        #expect {
            try Theme(parsing: "txt = red", name: "mine")
        } throws: { "\($0)".contains("“txt”") && "\($0)".contains("barActive") }
    }

    @Test("Colours, attributes and comments are told apart")
    func parsesPaint() throws {
        let theme = try Theme(parsing: "title = #E69F00 bright-blue bold italic # so", name: "t")
        let paint = Paint(.rgb(RGB(hex: 0xE69F00)), on: .named(12), [.bold, .italic])
        #expect(theme[.title] == paint)
    }

    @Test("A theme that is not there is refused with the names of those that are")
    func refusesUnknown() {
        #expect {
            try ThemeLibrary(folders: [Self.folder]).theme(named: "none")
        } throws: { "\($0)".contains("high-contrast") }
    }

    @Test("Without colours a selection stays visible")
    func keepsSelectionVisible() {
        #expect(Role.selection.emphasisWithoutColour == .reverse)
        let depth = ColourDepth.choose(
            colours: 256, isDirect: false, environment: ["NO_COLOR": "1"])
        #expect(depth == .none)
        #expect(depth.number(ofBackground: .rgb(RGB(hex: 0x005F87))) == -1)
        let empty = ColourDepth.choose(
            colours: 256, isDirect: false, environment: ["NO_COLOR": ""])
        #expect(empty == .palette)
    }
}
