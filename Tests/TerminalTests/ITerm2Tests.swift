import Images
import Testing

@testable import Terminal

@Suite struct ITerm2Tests {
    private let frame: Frame = {
        var frame = Frame(width: 40, height: 12)
        var picture = GreyPicture(width: 20, height: 10)
        for index in picture.pixels.indices { picture.pixels[index] = UInt8(index % 256) }
        frame.place(
            Picture(picture), in: Rect(x: 3, y: 1, width: 20, height: 8), id: "a")
        return frame
    }()

    private func sent(isInsideTmux: Bool = false) -> String {
        var painter = PixelPainter(
            capabilities: TerminalCapabilities(
                isInsideTmux: isInsideTmux, cell: Size(width: 6, height: 12)),
            pictureProtocol: .iterm2)
        return String(decoding: painter.paint(frame), as: UTF8.self)
    }

    @Test("a picture is a PNG with its size in bytes and cells, and reads back pixel by pixel")
    func pixels() throws {
        let text = sent()
        let head = "\u{1B}7\u{1B}[2;4H\u{1B}]1337;File=inline=1;size="
        #expect(text.hasPrefix(head) && text.hasSuffix("\u{7}\u{1B}8"))
        #expect(text.contains(";width=20;height=5;preserveAspectRatio=1;"))
        let colon = try #require(text.firstIndex(of: ":"))
        let data = text[text.index(after: colon)...].prefix { $0 != "\u{7}" }
        let picture = try SentPictures.picture(String(data))
        #expect(picture.width == 20 && picture.height == 10)
        #expect(picture.pixels == (0..<200).map { UInt8($0) })
        let size = try #require(Int(text.dropFirst(head.count).prefix { $0.isNumber }))
        #expect(size == data.count / 4 * 3 - data.count { $0 == "=" })
    }

    @Test("through tmux it is one wrapped sequence, with its place on the screen")
    func tmux() {
        let text = sent(isInsideTmux: true)
        #expect(text.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}7\u{1B}\u{1B}[2;4H\u{1B}\u{1B}]1337;"))
        #expect(text.hasSuffix("\u{7}\u{1B}\u{1B}8\u{1B}\\"))
        let inner = text.dropFirst(7).dropLast(2)
        #expect(inner.replacing("\u{1B}\u{1B}", with: "\u{1B}") == sent())
    }
}
