import Images
import Testing

@testable import Terminal

@Suite struct PixelPainterTests {
    private let capabilities = TerminalCapabilities(
        hasSixel: true, cell: Size(width: 6, height: 12))

    private func frame(
        at x: Int = 2, shade: UInt8 = 9, height: Int = 4, popup: Bool = false
    ) -> Frame {
        var frame = Frame(width: 40, height: 10)
        let picture = Picture(GreyPicture(width: 8, height: 8, shade: shade))
        frame.place(picture, in: Rect(x: x, y: 1, width: 8, height: height), id: "a")
        if popup { frame.fill(Rect(x: 0, y: 0, width: 20, height: 9), with: "x") }
        return frame
    }

    @Test("a picture is sent once, and again only when it changes")
    func dirty() {
        var painter = PixelPainter(capabilities: capabilities)
        let first = String(decoding: painter.paint(frame()), as: UTF8.self)
        #expect(first.hasPrefix("\u{1B}7\u{1B}[2;3H\u{1B}P0;1;0q\"1;1;48;48"))
        #expect(first.hasSuffix("\u{1B}\\\u{1B}8"))
        #expect(painter.paint(frame()).isEmpty)
        #expect(!painter.paint(frame(shade: 200)).isEmpty)
        painter.forget()
        #expect(!painter.paint(frame(shade: 200)).isEmpty)
    }

    @Test("a popup holds a picture back, which comes back when the popup goes")
    func popup() {
        var painter = PixelPainter(capabilities: capabilities)
        _ = painter.paint(frame())
        #expect(painter.paint(frame(popup: true)).isEmpty)
        #expect(painter.staleRects(before: frame(popup: true)).isEmpty)
        #expect(!painter.paint(frame()).isEmpty)
    }

    @Test("a picture that moves or goes leaves its place to be erased, once")
    func erasing() {
        var painter = PixelPainter(capabilities: capabilities)
        _ = painter.paint(frame())
        #expect(painter.staleRects(before: frame(shade: 3)).isEmpty)
        #expect(
            painter.staleRects(before: frame(at: 4)) == [Rect(x: 2, y: 1, width: 8, height: 4)])
        #expect(painter.staleRects(before: Frame(width: 40, height: 10)).isEmpty)
    }

    @Test("a picture that is looked at otherwise is sent anew in its place")
    func view() {
        var painter = PixelPainter(capabilities: capabilities)
        _ = painter.paint(frame())
        var view = PictureView()
        view.window.level = 9
        var changed = Frame(width: 40, height: 10)
        let picture = Picture(GreyPicture(width: 8, height: 8, shade: 9))
        let rect = Rect(x: 2, y: 1, width: 8, height: 4)
        changed.place(picture, in: rect, id: "a", view: view)
        #expect(painter.staleRects(before: changed).isEmpty)
        #expect(!painter.paint(changed).isEmpty)
        view.isActualSize = true
        changed = Frame(width: 40, height: 10)
        changed.place(picture, in: rect, id: "a", view: view)
        #expect(painter.staleRects(before: changed).count == 1)
        #expect(String(decoding: painter.paint(changed), as: UTF8.self).contains("\"1;1;8;6#"))
    }

    @Test("no picture touches the last row")
    func lastRow() throws {
        var painter = PixelPainter(capabilities: capabilities)
        var frame = Frame(width: 40, height: 10)
        frame.place(
            Picture(GreyPicture(width: 8, height: 16)), in: Rect(x: 0, y: 0, width: 40, height: 10),
            id: "a")
        let text = String(decoding: painter.paint(frame), as: UTF8.self)
        #expect(text.contains("\"1;1;54;108#"))
    }

    @Test("a terminal with mode 2026 holds still meanwhile")
    func synchronized() {
        var capabilities = capabilities
        capabilities.hasSynchronizedOutput = true
        var painter = PixelPainter(capabilities: capabilities)
        let text = String(decoding: painter.paint(frame()), as: UTF8.self)
        #expect(text.hasPrefix("\u{1B}[?2026h") && text.hasSuffix("\u{1B}[?2026l"))
        #expect(painter.paint(frame()).isEmpty)
    }

    @Test("a visible cursor is hidden while it stands in pictures")
    func cursor() {
        var painter = PixelPainter(capabilities: capabilities)
        var frame = frame()
        frame.cursor = Point(0, 0)
        let text = String(decoding: painter.paint(frame), as: UTF8.self)
        #expect(text.hasPrefix("\u{1B}[?25l\u{1B}7") && text.hasSuffix("\u{1B}8\u{1B}[?25h"))
        #expect(painter.paint(frame).isEmpty)
    }

    @Test("another font changes the size of pictures")
    func font() {
        var painter = PixelPainter(capabilities: capabilities)
        painter.follow(pixels: Size(width: 240, height: 120), cells: Size(width: 40, height: 10))
        _ = painter.paint(frame())
        painter.follow(pixels: Size(width: 400, height: 200), cells: Size(width: 40, height: 10))
        #expect(!painter.staleRects(before: frame()).isEmpty)
        let text = String(decoding: painter.paint(frame()), as: UTF8.self)
        #expect(text.contains("\"1;1;80;78"))
    }
}
