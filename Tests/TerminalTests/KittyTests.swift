import Images
import Testing

@testable import Terminal

@Suite struct KittyTests {
    private let capabilities = TerminalCapabilities(
        hasKittyPlaceholders: true, cell: Size(width: 6, height: 12))

    private func noise(_ width: Int, _ height: Int) -> GreyPicture {
        var picture = GreyPicture(width: width, height: height)
        var state: UInt32 = 1
        for index in picture.pixels.indices {
            state = state &* 1_664_525 &+ 1_013_904_223
            picture.pixels[index] = UInt8(state >> 24)
        }
        return picture
    }

    private func frame(_ pictures: [(String, GreyPicture)], popup: Bool = false) -> Frame {
        var frame = Frame(width: 60, height: 12)
        for (index, (id, picture)) in pictures.enumerated() {
            let rect = Rect(x: 2 + index * 24, y: 1, width: 20, height: 10)
            frame.place(Picture(picture), in: rect, id: id)
        }
        if popup { frame.fill(Rect(x: 0, y: 0, width: 20, height: 4), with: "x") }
        return frame
    }

    @Test("a picture is sent as PNG in pieces, and reads back pixel by pixel")
    func pixels() throws {
        let picture = noise(90, 90)
        var painter = PixelPainter(capabilities: capabilities, pictureProtocol: .kitty)
        let sent = try SentPictures(painter.paint(frame([("a", picture)])))
        let command = try #require(sent.commands.first)
        #expect(sent.commands.count == 1 && sent.pieces == [3])
        for (key, value) in ["a": "T", "U": "1", "f": "100", "c": "20", "r": "10"] {
            #expect(command.keys[key] == value)
        }
        #expect(try SentPictures.picture(command.data) == picture)
        #expect(sent.text.hasPrefix("\u{1B}7") && sent.text.hasSuffix("\u{1B}8"))
    }

    @Test("glyphs stand for every part of the picture, at its place, in its colour")
    func placeholders() throws {
        var painter = PixelPainter(capabilities: capabilities, pictureProtocol: .kitty)
        let sent = try SentPictures(painter.paint(frame([("a", noise(8, 8)), ("b", noise(9, 9))])))
        let ids = sent.commands.compactMap { $0.keys["i"].flatMap { UInt32($0) } }
        #expect(Set(ids).count == 2)
        let glyphs = try SentPictures.placeholders(sent.text)
        #expect(glyphs.count == 400)
        for (index, id) in ids.enumerated() {
            for row in 0..<10 {
                for column in 0..<20 {
                    let glyph = try #require(glyphs[Point(2 + index * 24 + column, 1 + row)])
                    #expect(glyph.id == id && glyph.part == Point(column, row))
                }
            }
        }
    }

    @Test("a place keeps its id, and gives it and the picture back when it is shown no more")
    func ids() throws {
        var painter = PixelPainter(capabilities: capabilities, pictureProtocol: .kitty)
        let both = [("a", noise(8, 8)), ("b", noise(9, 9))]
        let first = try SentPictures(painter.paint(frame(both))).commands.map { $0.keys["i"] }
        #expect(painter.paint(frame(both)).isEmpty)
        let changed = try SentPictures(painter.paint(frame([both[0], ("b", noise(7, 7))])))
        #expect(changed.commands.map { $0.keys["i"] } == [first[1]])
        let one = frame([both[0]])
        #expect(painter.staleRects(before: one).count == 1)
        let gone = try SentPictures(painter.paint(one))
        #expect(
            gone.commands.map(\.keys) == [["a": "d", "d": "I", "i": first[1] ?? "", "q": "2"]])
        #expect(gone.text.isEmpty)
        let left = try SentPictures(painter.release()).commands
        #expect(left.map { $0.keys["i"] } == [first[0]])
        #expect(painter.release().isEmpty)
    }

    @Test("a popup holds a picture back and deletes nothing; it is whole again afterwards")
    func popup() throws {
        var painter = PixelPainter(capabilities: capabilities, pictureProtocol: .kitty)
        let pictures = [("a", noise(8, 8))]
        let first = try SentPictures(painter.paint(frame(pictures)))
        #expect(painter.paint(frame(pictures, popup: true)).isEmpty)
        #expect(try SentPictures(painter.paint(frame(pictures))).commands == first.commands)
    }

    @Test("through tmux pictures go wrapped, and glyphs as text")
    func tmux() throws {
        var inside = capabilities
        inside.isInsideTmux = true
        let shown = frame([("a", noise(90, 90))])
        var painter = PixelPainter(capabilities: inside, pictureProtocol: .kitty)
        let wrapped = try SentPictures(painter.paint(shown), isWrapped: true)
        var plain = PixelPainter(capabilities: capabilities, pictureProtocol: .kitty)
        let unwrapped = try SentPictures(plain.paint(shown))
        #expect(wrapped.commands == unwrapped.commands)
        #expect(wrapped.text == unwrapped.text)
        #expect(wrapped.pieces == [3])
        #expect(try SentPictures(painter.release(), isWrapped: true).commands.count == 1)
    }

    @Test("when another protocol takes over, what kitty kept is deleted")
    func otherProtocol() throws {
        var painter = PixelPainter(capabilities: capabilities, pictureProtocol: .kitty)
        let shown = frame([("a", noise(8, 8))])
        _ = painter.paint(shown)
        painter.pictureProtocol = .sixel
        painter.forget()
        let text = String(decoding: painter.paint(shown), as: UTF8.self)
        #expect(text.contains("a=d,d=I") && text.contains("\u{1B}P0;1;0q"))
    }

    @Test("there are as many ids as colours that no terminal renames, and they come back")
    func scarce() {
        var pictures = KittyPictures(process: 7)
        let ids = (0..<300).compactMap { pictures.id(of: "\($0)") }
        #expect(ids.count == 240 && Set(ids).count == 240)
        #expect(ids.allSatisfy { $0 >> 24 == 8 && (16...255).contains($0 & 0xFF) })
        #expect(pictures.release { $0 == "0" }.count == 239)
        #expect(pictures.count == 1 && pictures.id(of: "299") != nil)
    }

    @Test("the marks are distinct and combine with what stands before them")
    func marks() {
        #expect(Set(KittyEncoder.marks).count == KittyEncoder.marks.count)
        #expect(KittyEncoder.marks.count > 255)
        #expect(KittyEncoder.marks.prefix(4) == ["\u{305}", "\u{30D}", "\u{30E}", "\u{310}"])
        #expect(
            KittyEncoder.marks.allSatisfy { $0.properties.canonicalCombiningClass.rawValue == 230 })
    }
}
