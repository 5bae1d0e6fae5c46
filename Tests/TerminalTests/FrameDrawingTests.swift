import Testing

@testable import Terminal

@Suite struct FrameDrawingTests {
    @Test("a wide glyph over two others leaves no halves behind")
    func wideOverWide() {
        var frame = Frame(width: 4, height: 1)
        frame.put("漢字", x: 0, y: 0)
        frame.put("気", x: 1, y: 0)
        #expect(frame.lines == [" 気 "])
        #expect(frame.cells.map(\.width) == [1, 2, 0, 1])
    }

    @Test("combining marks stay with their glyph, joiners are left out")
    func marks() {
        var frame = Frame(width: 4, height: 1)
        #expect(frame.put("e\u{301}x\u{200D}\u{FE0F}", x: 0, y: 0) == 2)
        #expect(frame[0, 0].mark == "\u{301}")
        #expect(frame[1, 0].mark == nil)
    }

    @Test("a box has its title in its upper line and gives back what is inside")
    func box() {
        var frame = Frame(width: 16, height: 3)
        let inner = frame.box(frame.bounds, title: "A long, long title", focused: true)
        #expect(inner == Rect(x: 1, y: 1, width: 14, height: 1))
        #expect(frame.lines[0] == "┌ A long, lo… ─┐")
        #expect(frame.lines[2] == "└──────────────┘")
        #expect(frame[0, 0].style.role == .borderFocused)
    }

    @Test("spans follow each other with their own styles within one limit")
    func spans() {
        var frame = Frame(width: 10, height: 1)
        let used = frame.put(
            [Span("abc", .good), Span("def", .bad), Span("ghi")], at: Point(0, 0), maxWidth: 7)
        #expect(used == 7)
        #expect(frame.text == "abcdefg")
        #expect(frame[2, 0].style.role == .good)
        #expect(frame[3, 0].style.role == .bad)
    }

    @Test("alignment places a line at the left, in the middle or at the right")
    func alignment() {
        var frame = Frame(width: 9, height: 3)
        for (row, alignment) in [TextAlignment.left, .centre, .right].enumerated() {
            frame.put("abc", in: Rect(x: 0, y: row, width: 9, height: 1), aligned: alignment)
        }
        #expect(frame.text == "abc\n   abc\n      abc")
    }
}
