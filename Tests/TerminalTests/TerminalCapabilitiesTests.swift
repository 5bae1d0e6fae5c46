import Testing

@testable import Terminal

@Suite struct TerminalCapabilitiesTests {
    private func read(_ replies: String, pixels: Size = Size(width: 484, height: 316))
        -> TerminalCapabilities
    {
        TerminalCapabilities(
            replies: Array(replies.utf8), size: Size(width: 80, height: 24), windowPixels: pixels)
    }

    @Test("xterm as a VT340 has sixels, with a cell's exact size")
    func vt340() {
        let capabilities = read(
            "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?2;0;480;312S\u{1B}[?1;0;1024S"
                + "\u{1B}[?2026;0$y\u{1B}[?63;1;2;4;6;9;15;16;22;28c\u{1B}[0n")
        #expect(capabilities.hasSixel)
        #expect(capabilities.cell == Size(width: 6, height: 13))
        #expect(capabilities.sixelLimit == Size(width: 480, height: 312))
        #expect(capabilities.colourRegisters == 1024)
        #expect(!capabilities.hasSynchronizedOutput)
        #expect(capabilities.isLight == true)
    }

    @Test("xterm by default has none: 4 counts only as a whole number of its own")
    func xterm() {
        let capabilities = read(
            "\u{1B}[?2;3;0S\u{1B}[?64;1;2;6;9;14;15;16;17;18;21;22;24;28;41c\u{1B}[0n")
        #expect(!capabilities.hasSixel)
        #expect(capabilities.cell == Size(width: 6, height: 13))
        #expect(capabilities.terminalName("xterm") == "xterm-256color")
        #expect(capabilities.isLight == nil)
    }

    @Test("a class of 4 is no sixel, and a VT100 keeps its eight colours")
    func terminalClass() {
        let capabilities = read("\u{1B}[?4;2c\u{1B}[0n")
        #expect(!capabilities.hasSixel)
        #expect(capabilities.terminalName("xterm") == "xterm")
        #expect(capabilities.terminalName("rxvt") == "rxvt")
    }

    @Test("where all colours are asked for, a terminal type with them is tried first")
    func allColours() {
        let capabilities = TerminalCapabilities()
        #expect(
            capabilities.terminalNames("xterm-256color", wantsAllColours: true)
                == ["xterm-direct", "xterm-256color"])
        #expect(capabilities.terminalNames("foot", wantsAllColours: false) == ["foot"])
    }

    @Test("a raster that is smaller than the window says nothing of cells, but limits pictures")
    func largeWindow() {
        let capabilities = TerminalCapabilities(
            replies: Array("\u{1B}[?2;0;1000;840S\u{1B}[?63;1;4c\u{1B}[0n".utf8),
            size: Size(width: 200, height: 60), windowPixels: Size(width: 1404, height: 844))
        #expect(capabilities.cell == Size(width: 7, height: 14))
        #expect(capabilities.sixelLimit == Size(width: 1000, height: 840))
    }

    @Test("the reported cell comes before the kernel's pixels, nonsense before neither")
    func cells() {
        #expect(read("\u{1B}[6;20;9t\u{1B}[0n").cell == Size(width: 9, height: 20))
        #expect(read("\u{1B}[6;0;0t\u{1B}[0n").cell == Size(width: 6, height: 13))
        #expect(read("", pixels: Size(width: 0, height: 0)).cell == Size(width: 10, height: 20))
    }

    @Test(
        "mode 2026 counts when it can be set",
        arguments: [(0, false), (1, true), (2, true), (4, false)])
    func synchronizedOutput(state: Int, expected: Bool) {
        #expect(read("\u{1B}[?2026;\(state)$y").hasSynchronizedOutput == expected)
    }

    @Test("the replies end with the status")
    func end() {
        #expect(TerminalCapabilities.isComplete(Array("\u{1B}[?1;2c\u{1B}[0n".utf8)))
        #expect(!TerminalCapabilities.isComplete(Array("\u{1B}[?1;2c\u{1B}[0".utf8)))
    }

    @Test("terminals that do not answer are not asked")
    func silence() {
        #expect(TerminalProbe.answers(["TERM": "xterm-256color"]))
        #expect(!TerminalProbe.answers(["TERM": "xterm-256color", "TMUX": "/tmp/x,1,0"]))
        #expect(!TerminalProbe.answers(["TERM": "tmux-256color"]))
        #expect(!TerminalProbe.answers([:]))
    }

    @Test(
        "kitty's placeholders are used where the terminal takes pictures and names itself as one",
        arguments: [
            ("\u{1B}P>|kitty(0.35.2)\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\", true),
            ("\u{1B}P>|ghostty 1.0.1\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\", true),
            ("\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\", false),
            ("\u{1B}P>|kitty(0.35.2)\u{1B}\\\u{1B}_Gi=31;EINVAL:no\u{1B}\\", false),
            ("\u{1B}P>|kitty(0.35.2)\u{1B}\\", false),
            ("\u{1B}P>|WezTerm 20240203\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\", false),
            ("\u{1B}P>|Konsole 23.08\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\", false),
            ("\u{1B}_Gi=31;OK\u{1B}\\", false),
            ("", false),
        ])
    func kitty(replies: String, expected: Bool) {
        let capabilities = read(replies + "\u{1B}[?62;c\u{1B}[0n")
        #expect(capabilities.hasKittyPlaceholders == expected)
        let protocols = PictureProtocol.available(capabilities, isUTF8: true, forced: nil)
        #expect(protocols.contains(.kitty) == expected)
        #expect(protocols.last == .symbols || expected || capabilities.hasITerm2)
    }

    @Test(
        "iTerm2's pictures are used where the terminal says that it is one, or only its variables",
        arguments: [
            ("\u{1B}P>|iTerm2 3.5.0\u{1B}\\", [:], true),
            ("\u{1B}P>|WezTerm 20240203\u{1B}\\", [:], true),
            ("", ["TERM_PROGRAM": "iTerm.app"], true),
            ("", ["LC_TERMINAL": "iTerm2"], true),
            // A terminal that was started from iTerm2 has its variables.
            ("\u{1B}P>|XTerm(379)\u{1B}\\", ["TERM_PROGRAM": "iTerm.app"], false),
            ("", ["TERM_PROGRAM": "iTerm.app", "TERM": "screen"], false),
            ("", ["TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/1"], false),
            ("", ["TERM_PROGRAM": "vscode"], false), ("", [:], false),
        ] as [(String, [String: String], Bool)])
    func iTerm2(replies: String, variables: [String: String], expected: Bool) {
        let environment = ["TERM": "xterm-256color"].merging(variables) { $1 }
        let capabilities = TerminalCapabilities(
            replies: Array((replies + "\u{1B}[?62;c\u{1B}[0n").utf8),
            size: Size(width: 80, height: 24), windowPixels: Size(width: 0, height: 0),
            environment: environment)
        #expect(capabilities.hasITerm2 == expected)
        #expect(
            PictureProtocol.available(capabilities, isUTF8: true, forced: nil).last
                == (expected ? .iterm2 : .symbols))
    }

    @Test("variables without any answer of a terminal are not believed")
    func silentITerm2() {
        let capabilities = TerminalCapabilities(
            replies: [], size: Size(width: 80, height: 24),
            windowPixels: Size(width: 0, height: 0),
            environment: ["TERM": "xterm", "TERM_PROGRAM": "iTerm.app"])
        #expect(!capabilities.hasITerm2)
    }

    @Test("what the user asks for is there, except without UTF-8")
    func forced() {
        let none = TerminalCapabilities()
        for wanted in PictureProtocol.allCases {
            #expect(
                PictureProtocol.available(none, isUTF8: true, forced: wanted).contains(wanted))
        }
        #expect(PictureProtocol.available(none, isUTF8: false, forced: .kitty) == [.ascii])
        #expect(PictureProtocol.available(none, isUTF8: true, forced: nil).last == .symbols)
    }

    @Test("the question for kitty comes before the device attributes, and not to Terminal.app")
    func question() throws {
        let query = TerminalCapabilities.query(["TERM": "xterm-256color"])
        let kitty = try #require(query.firstRange(of: "a=q"))
        let attributes = try #require(query.firstRange(of: "\u{1B}[c"))
        #expect(kitty.upperBound < attributes.lowerBound)
        #expect(query.hasSuffix("\u{1B}[5n"))
        let terminalApp = TerminalCapabilities.query(["TERM_PROGRAM": "Apple_Terminal"])
        #expect(!terminalApp.contains("_G") && !terminalApp.contains("2026"))
        #expect(terminalApp.hasSuffix("\u{1B}[c\u{1B}[5n"))
    }

    @Test("a dark background is not light")
    func dark() {
        #expect(read("\u{1B}]11;rgb:1c/1c/1c\u{7}\u{1B}[0n").isLight == false)
    }

    @Test("pauses of terminfo are left out")
    func delays() {
        #expect(
            TerminalModes.withoutDelays("\u{1B}[?5h$<100/>\u{1B}[?5l$<2>") == "\u{1B}[?5h\u{1B}[?5l"
        )
        #expect(TerminalModes.withoutDelays("a$b") == "a$b")
    }

    @Test("every glyph that the screen uses has a stand-in of seven bits")
    func fallback() {
        for glyph in "─│┌┐└┘┤├┬▕▏█░▒▓▁▂▃▄▅▆▇●▸◂▲▼…“”−±→←↑↓⣿⠁⡀".unicodeScalars {
            #expect(GlyphFallback.ascii(glyph).isASCII)
            #expect(GlyphFallback.ascii(glyph) != "?", "\(glyph)")
        }
        #expect(GlyphFallback.ascii("⠁") == "'" && GlyphFallback.ascii("⡀") == ".")
    }
}
