import Foundation
import Images
import Testing

@testable import Terminal

@Suite struct PictureEncoderTests {
    private let capabilities = TerminalCapabilities(
        hasSixel: true, cell: Size(width: 6, height: 12))

    private func frame(shade: UInt8, x: Int = 2) -> Frame {
        var frame = Frame(width: 40, height: 10)
        frame.place(
            Picture(GreyPicture(width: 8, height: 8, shade: shade)),
            in: Rect(x: x, y: 1, width: 8, height: 4), id: "a")
        return frame
    }

    private func encoding(_ shade: UInt8) -> PictureEncoding {
        PictureEncoding(
            picture: Picture(GreyPicture(width: 8, height: 8, shade: shade)), view: .whole,
            pixels: Size(width: 12, height: 12), pictureProtocol: .sixel, registers: 256)
    }

    @Test("until a picture is encoded the one before stays, then its bytes are those made at once")
    func late() async {
        let (ready, signal) = AsyncStream<Void>.makeStream()
        var readiness = ready.makeAsyncIterator()
        var painter = PixelPainter(
            capabilities: capabilities, encoder: PictureEncoder { signal.yield() })
        var immediate = PixelPainter(capabilities: capabilities)
        for shade: UInt8 in [9, 200] {
            #expect(painter.staleRects(before: frame(shade: shade)).isEmpty)
            #expect(painter.paint(frame(shade: shade)).isEmpty)
            #expect(painter.isWaiting)
            await readiness.next()
            let bytes = painter.paint(frame(shade: shade))
            #expect(!bytes.isEmpty)
            #expect(bytes == immediate.paint(frame(shade: shade)))
            #expect(!painter.isWaiting)
            #expect(painter.paint(frame(shade: shade)).isEmpty)
        }
        // What moves is erased though its new place is still empty.
        #expect(!painter.staleRects(before: frame(shade: 7, x: 9)).isEmpty)
        #expect(painter.paint(frame(shade: 7, x: 9)).isEmpty)
    }

    @Test("pictures that change faster than they are encoded come late, but they come")
    func fast() async {
        let (ready, signal) = AsyncStream<Void>.makeStream()
        var readiness = ready.makeAsyncIterator()
        var painter = PixelPainter(
            capabilities: capabilities, encoder: PictureEncoder { signal.yield() })
        #expect(painter.paint(frame(shade: 1)).isEmpty)
        await readiness.next()
        // By now the frame has another picture.
        let bytes = painter.paint(frame(shade: 2))
        var immediate = PixelPainter(capabilities: capabilities)
        #expect(bytes == immediate.paint(frame(shade: 1)))
        #expect(painter.isWaiting)
        await readiness.next()
        #expect(painter.paint(frame(shade: 2)) == immediate.paint(frame(shade: 2)))
        #expect(!painter.isWaiting)
    }

    @Test("what is asked for anew cancels what is not begun")
    func cancels() async {
        let (ready, signal) = AsyncStream<Void>.makeStream()
        var readiness = ready.makeAsyncIterator()
        let queue = DispatchQueue(label: "cxrl.tests.pictures")
        let encoder = PictureEncoder(queue: queue) { signal.yield() }
        queue.suspend()
        encoder.request([encoding(1), encoding(2)])
        encoder.request([encoding(3)])
        #expect(encoder.bytes(of: encoding(3)) == nil)
        queue.resume()
        await readiness.next()
        #expect(encoder.bytes(of: encoding(3)) == encoding(3).bytes())
        encoder.request([encoding(4)])
        await readiness.next()
        #expect(encoder.bytes(of: encoding(4)) != nil)
        #expect(encoder.bytes(of: encoding(1)) == nil)
        #expect(encoder.bytes(of: encoding(2)) == nil)
    }
}
