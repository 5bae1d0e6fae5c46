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
