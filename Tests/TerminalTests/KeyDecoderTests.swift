import Testing

@testable import Terminal

struct KeyDecoderTests {
    /// Keys from text that arrives at once, followed by nothing.
    private func keys(_ text: String, then rest: String = "") -> [Key] {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for part in [text, rest] {
            keys += part.unicodeScalars.flatMap { decoder.feed(.scalar($0)) }
            keys += decoder.flush()
        }
        return keys
    }

    @Test("A lone escape is the key, and Alt is an escape before a character")
    func tellsEscapeFromAlt() {
        #expect(keys("\u{1B}") == [.escape])
        #expect(keys("\u{1B}x") == [.alt("x")])
        #expect(keys("\u{1B}", then: "x") == [.escape, .character("x")])
        #expect(keys("\u{1B}\r") == [.escape, .enter])
    }

    @Test("Control characters have their names")
    func namesControls() {
        #expect(
            keys("\t\r\u{7F}\u{7}\u{0}") == [
                .tab, .enter, .backspace, .control("g"), .control("@"),
            ])
    }

    @Test("Replies that come late are no keys")
    func dropsReplies() {
        #expect(keys("\u{1B}[?64;4cq") == [.character("q")])
        #expect(keys("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\q") == [.character("q")])
        #expect(keys("\u{1B}]11;rgb:00", then: "00/0000/0000\u{7}q") == [.character("q")])
    }

    @Test("Alt with a character that begins strings does not swallow what follows")
    func survivesAltBracket() {
        #expect(keys("\u{1B}P", then: "q") == [.alt("P"), .character("q")])
        let endless = String(repeating: "x", count: 300)
        #expect(keys("\u{1B}]" + endless, then: "q").last == .character("q"))
    }

    @Test("A paste is one key with line feeds and without control characters")
    func joinsPaste() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(.pasteStart).isEmpty)
        for scalar in "a\r\nb\rc\u{1B}\td".unicodeScalars {
            #expect(decoder.feed(.scalar(scalar)).isEmpty)
        }
        #expect(decoder.flush().isEmpty)
        #expect(decoder.feed(.pasteEnd) == [.paste("a\nb\nc d")])
    }

    @Test("A mouse event after an escape does not hide it")
    func keepsEscapeBeforeMouse() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(.scalar("\u{1B}")).isEmpty)
        let mouse = Key.mouse(MouseEvent(.press, at: Point(3, 4)))
        #expect(decoder.feed(.key(mouse)) == [.escape, mouse])
    }
}
