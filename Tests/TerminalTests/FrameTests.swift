import Testing

@testable import Terminal

struct FrameTests {
    @Test("A wide character that would be cut by the edge becomes a space")
    func clipsWideCharacterAtEdge() {
        var frame = Frame(width: 3, height: 1)
        #expect(frame.put("a漢字", x: 0, y: 0) == 3)
        #expect(frame.lines == ["a漢"])
        frame.put("ab漢", x: 0, y: 0)
        #expect(frame.lines == ["ab "])
    }

    @Test(
        "Overwriting one half of a wide character leaves no other half behind", arguments: [0, 1])
    func separatesWideCharacter(column: Int) {
        var frame = Frame(width: 2, height: 1)
        frame.put("漢", x: 0, y: 0)
        frame.put("x", x: column, y: 0)
        #expect(frame.lines == [column == 0 ? "x " : " x"])
    }

    @Test("Control characters are shown as a dot, so that no text commands the terminal")
    func replacesControlCharacters() {
        var frame = Frame(width: 6, height: 1)
        frame.put("a\u{1B}[2J", x: 0, y: 0)
        #expect(frame.text == "a·[2J")
    }

    @Test("Text is clipped on the left, on the right and by its own limit")
    func clipsText() {
        var frame = Frame(width: 4, height: 1)
        frame.put("abcdef", x: -2, y: 0)
        #expect(frame.lines == ["cdef"])
        frame.put("zz", x: 0, y: 0, maxWidth: 1)
        #expect(frame.lines == ["zdef"])
        frame.put("nowhere", x: 0, y: 1)
        #expect(frame.lines == ["zdef"])
    }

    @Test("A picture lies on no-break spaces, which whatever covers it replaces")
    func reservesPictures() {
        var frame = Frame(width: 4, height: 2)
        let picture = Picture(width: 1, height: 1, rgb: [1, 2, 3])
        frame.place(picture, in: Rect(x: 1, y: 0, width: 9, height: 9), id: "p")
        #expect(frame.pictures.map(\.rect) == [Rect(x: 1, y: 0, width: 3, height: 2)])
        #expect(frame[1, 0].glyph == "\u{A0}")
        #expect(frame[0, 0].glyph == " ")
        frame.put("x", x: 1, y: 0)
        #expect(frame.text == " x\n")
    }
}
