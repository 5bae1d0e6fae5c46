import Images
import Testing

@testable import Terminal

@Suite struct FrameRasterTests {
    private let theme = Theme.standard
    private var colours: FrameColours { FrameColours(theme: theme) }

    private func pixel(_ picture: ColorPicture, _ x: Int, _ y: Int) -> RGB {
        let start = (y * picture.width + x) * 3
        return RGB(
            picture.pixels[start], picture.pixels[start + 1], picture.pixels[start + 2])
    }

    private func ink(_ glyph: Unicode.Scalar, mark: Unicode.Scalar? = nil) -> [Point] {
        GlyphInk.pattern(of: glyph, mark: mark).enumerated().filter(\.element)
            .map { Point($0.offset % 12, $0.offset / 12) }
    }

    @Test("a frame of lines is drawn where its cells are, in its colours, and joins at corners")
    func box() {
        var frame = Frame(width: 4, height: 3)
        frame.box(frame.bounds)
        let picture = FrameRaster.picture(of: frame, theme: theme)
        #expect(picture.width == 48 && picture.height == 72)
        let line = colours.resolved(theme.paint(for: .border)).foreground
        // From the middle of one corner to the middle of the next, all round.
        for x in 5...41 {
            #expect(pixel(picture, x, 11) == line && pixel(picture, x, 60) == line)
        }
        for y in 12...59 {
            #expect(pixel(picture, 5, y) == line && pixel(picture, 42, y) == line)
        }
        for (x, y) in [(0, 0), (2, 40), (24, 36), (47, 71)] {
            #expect(pixel(picture, x, y) == colours.ground)
        }
    }

    @Test("a picture is there pixel by pixel, except where something lies over it")
    func pictures() {
        var grey = GreyPicture(width: 48, height: 48)
        for index in grey.pixels.indices { grey.pixels[index] = UInt8(index * 7 % 251) }
        var frame = Frame(width: 6, height: 3)
        frame.place(Picture(grey), in: Rect(x: 1, y: 0, width: 4, height: 2), id: "a")
        frame.put("xx", x: 1, y: 1, style: Style(.text, background: RGB(9, 99, 199)))
        let picture = FrameRaster.picture(of: frame, theme: theme)
        for y in 0..<48 {
            for x in 0..<48 where y < 24 || x >= 24 {
                #expect(pixel(picture, 12 + x, y) == RGB(grey: grey[x, y]))
            }
        }
        #expect(pixel(picture, 12, 24) == RGB(9, 99, 199))
        #expect(pixel(picture, 0, 0) == colours.ground)
    }

    @Test("reversed text changes ink and ground, bold is wider, underlined has a line")
    func emphasis() {
        var frame = Frame(width: 4, height: 1)
        frame.put("l", x: 0, y: 0)
        frame.put("l", x: 1, y: 0, style: .text.reverse)
        frame.put("l", x: 2, y: 0, style: .text.bold)
        frame.put("l", x: 3, y: 0, style: .text.underline)
        let picture = FrameRaster.picture(of: frame, theme: theme)
        func lit(_ column: Int) -> Int {
            (0..<24).reduce(0) { sum, y in
                sum + (0..<12).count { pixel(picture, column * 12 + $0, y) == colours.ink }
            }
        }
        #expect(lit(0) == ink("l").count)
        #expect(lit(1) == 288 - lit(0))
        #expect(lit(2) > lit(0))
        #expect(lit(3) == lit(0) + 12)
    }

    @Test("printable characters have shapes of their own")
    func font() {
        var shapes: [[Point]: Unicode.Scalar] = [:]
        for value in UInt32(0x21)...0x7E {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let points = ink(scalar)
            #expect(!points.isEmpty)
            #expect(shapes[points] == nil, "\(scalar) looks like \(shapes[points] ?? " ")")
            shapes[points] = scalar
        }
        #expect(ink(" ").isEmpty)
        #expect(ink("漢") == ink("字"))
    }

    @Test("dots, blocks and triangles cover what they should")
    func geometry() {
        #expect(ink("⠁") == [Point(2, 2), Point(3, 2), Point(2, 3), Point(3, 3)])
        #expect(ink("⣿").count == 32 && ink("\u{2800}").isEmpty)
        #expect(ink("█").count == 288 && ink("▀").count == 144 && ink("▌").count == 144)
        #expect(Set(ink("▀")).isDisjoint(with: ink("▄")))
        #expect(Set(ink("▚")).union(ink("▞")).count == 288)
        #expect(ink("░").count == 72 && ink("▒").count == 144 && ink("▓").count == 216)
        #expect(ink("▂").allSatisfy { $0.y >= 18 } && ink("▂").count == 72)
        let (up, down) = (ink("▲"), ink("▼"))
        #expect(up.count == down.count && up != down)
        #expect(Set(up.map { Point($0.x, 23 - $0.y) }) == Set(down))
        #expect(ink("┼").count == Set(ink("─") + ink("│")).count)
    }

    @Test("letters with marks are letters and marks")
    func marks() {
        #expect(ink("é") == ink("e", mark: "\u{301}"))
        #expect(Set(ink("x", mark: "\u{302}")).isStrictSuperset(of: ink("x")))
        #expect(ink("é") != ink("e"))
    }
}
