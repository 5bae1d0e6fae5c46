import Images
import Testing

@testable import Terminal

@Suite struct PictureTests {
    /// Dark at the left, light at the right.
    private var ramp: Picture {
        var grey = GreyPicture(width: 16, height: 8)
        for y in 0..<8 { for x in 0..<16 { grey[x, y] = UInt8(x * 17) } }
        return Picture(grey)
    }

    private func frame() -> Frame {
        var frame = Frame(width: 12, height: 5)
        frame.place(ramp, in: Rect(x: 0, y: 0, width: 12, height: 4), id: "a")
        return frame
    }

    @Test("as characters a picture is denser where it is lighter, with its proportions kept")
    func ascii() {
        var renderer = PictureRenderer(.ascii, depth: .none)
        let drawn = renderer.render(frame())
        #expect(drawn.pictures.isEmpty)
        let line = Array(drawn.lines[1])
        #expect(line.first == "." || line.first == " ")
        #expect(line[11] == "@" || line[11] == "#")
        let ranks = drawn.cells[12..<24].compactMap { ShadeRenderer.ascii.firstIndex(of: $0.glyph) }
        #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $1 >= $0 - 1 })
        // 16 × 8 pixels in 12 columns of half the width are 3 rows.
        #expect(drawn.lines[3].allSatisfy { $0 == " " } || drawn.lines[0].allSatisfy { $0 == " " })
        renderer.isOnLight = true
        let onLight = Array(renderer.render(frame()).lines[1])
        #expect(onLight[0] == "@" || onLight[0] == "#")
    }

    @Test("as symbols it has colours, or shades of ink where there are none")
    func symbols() {
        var coloured = PictureRenderer(.symbols)
        let cells = coloured.render(frame()).cells
        let shades = cells.compactMap { $0.style.foreground ?? $0.style.background }
        #expect(shades.contains { $0.luminance > 200 })
        #expect(shades.contains { $0.luminance < 60 })
        var plain = PictureRenderer(.symbols, depth: .none)
        let drawn = plain.render(frame())
        #expect(drawn.text.contains("█"))
        #expect(drawn.cells.allSatisfy { $0.style.foreground == nil })
    }

    @Test(
        "where greys have no colours it is shades of ink, whatever it should be made of",
        arguments: [ColourDepth.none, .eight, .sixteen], [PictureProtocol.symbols, .blocks])
    func fewColours(depth: ColourDepth, pictures: PictureProtocol) {
        var renderer = PictureRenderer(pictures, depth: depth)
        let drawn = renderer.render(frame())
        #expect(drawn.text.contains("█"))
        let glyphs = ShadeRenderer.blocks + [Cell.pictureGlyph]
        #expect(drawn.cells.allSatisfy { glyphs.contains($0.glyph) })
        let styles = drawn.cells.map(\.style)
        #expect(styles.allSatisfy { $0.foreground == nil && $0.background == nil })
    }

    @Test("as half blocks it has two pixels a cell, exactly where there are as many")
    func halves() {
        let rgb: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 250, 250, 250]
        let cells = HalfBlockRenderer.cells(
            Picture(width: 2, height: 2, rgb: rgb), size: Size(width: 2, height: 1))
        #expect(cells.map(\.glyph) == ["▀", "▀"])
        #expect(cells.map(\.style.foreground) == [RGB(255, 0, 0), RGB(0, 255, 0)])
        #expect(cells.map(\.style.background) == [RGB(0, 0, 255), RGB(250, 250, 250)])
        var coloured = PictureRenderer(.blocks)
        #expect(coloured.render(frame()).cells.filter { $0.glyph == "▀" }.count == 36)
        var plain = PictureRenderer(.blocks, depth: .none)
        #expect(plain.render(frame()).cells.allSatisfy { $0.style.foreground == nil })
    }

    @Test("as braille it has more dots where it is lighter, and fewer on a light background")
    func braille() {
        func dots(isOnLight: Bool) -> [Int] {
            BrailleRenderer.cells(ramp, size: Size(width: 8, height: 2), isOnLight: isOnLight)
                .prefix(8).map { ($0.glyph.value - 0x2800).nonzeroBitCount }
        }
        let dark = dots(isOnLight: false)
        #expect(dark.first == 0 && dark.last == 8)
        #expect(zip(dark, dark.dropFirst()).allSatisfy { $1 >= $0 })
        #expect(dots(isOnLight: true).first == 8)
        let white = Picture(GreyPicture(width: 2, height: 4, shade: 255))
        let cell = BrailleRenderer.cells(white, size: Size(width: 1, height: 1), isOnLight: false)
        #expect(cell.map(\.glyph) == ["⣿"])
    }

    @Test("a small picture is enlarged smoothly: its pixels make no blocks")
    func enlarging() {
        var grey = GreyPicture(width: 2, height: 1)
        grey[1, 0] = 255
        let cells = SymbolRenderer.cells(Picture(grey), size: Size(width: 16, height: 8))
        let shades = cells.prefix(16).compactMap {
            ($0.style.background ?? $0.style.foreground)?.luminance
        }
        #expect(Set(shades).count > 6)
        #expect(zip(shades, shades.dropFirst()).allSatisfy { $1 >= $0 - 12 })
    }

    @Test("what lies over a picture stays")
    func popup() {
        var frame = frame()
        frame.put("over", x: 4, y: 1)
        var renderer = PictureRenderer(.ascii)
        #expect(renderer.render(frame).lines[1].contains("over"))
    }

    @Test("sixels are left for the screen")
    func sixel() {
        var renderer = PictureRenderer(.sixel)
        #expect(renderer.render(frame()) == frame())
    }

    @Test("scaling keeps a constant, and the mean of what shrinks")
    func scaling() {
        let flat = Picture(GreyPicture(width: 7, height: 5, shade: 93))
        #expect(flat.scaled(toWidth: 20, height: 3).pixels.allSatisfy { $0 == 93 })
        let small = ramp.scaled(toWidth: 4, height: 2)
        let mean = small.pixels.map(Double.init).reduce(0, +) / 8
        #expect(abs(mean - 127.5) < 1)
        let colours = Picture(width: 2, height: 1, rgb: [255, 0, 0, 0, 0, 255])
        #expect(colours.scaled(toWidth: 1, height: 1).pixels == [128, 0, 128])
    }

    @Test("a window spreads its shades over black to white")
    func window() {
        let table = PictureWindow(level: 100, width: 50).table
        #expect(table[75] == 0 && table[125] == 255 && table[10] == 0)
        #expect(table[100] == 128 || table[100] == 127)
        #expect(PictureWindow.full.table == Array(0...255))
        #expect(PictureWindow(level: 5, width: 0).width == 1)
    }

    @Test("an inverted window shows black for white")
    func inverted() {
        let table = PictureWindow(level: 100, width: 50, isInverted: true).table
        #expect(table[75] == 255 && table[125] == 0 && table[10] == 255)
    }

    @Test("a magnified picture shows what lies around its centre, and stays within its edges")
    func magnified() {
        var view = PictureView()
        view.zoom = 4
        let shown = Size(width: 99, height: 99)
        let size = ramp.size
        #expect(view.region(of: size, shown: shown) == Rect(x: 6, y: 3, width: 4, height: 2))
        (view.centreX, view.centreY) = (1, 0)
        #expect(view.region(of: size, shown: shown) == Rect(x: 12, y: 0, width: 4, height: 2))
        #expect(ramp.seen(view, shown: shown).pixels == [204, 221, 238, 255, 204, 221, 238, 255])
        #expect(PictureView.whole.region(of: size, shown: shown).size == size)
    }

    @Test(
        "at its actual size a picture has a column for a pixel and a row for two, and no more room")
    func actualSize() {
        var view = PictureView()
        view.isActualSize = true
        func cells(_ width: Int, _ height: Int) -> Rect {
            let rect = Rect(x: 0, y: 0, width: width, height: height)
            return PictureFit(
                cellsOf: rect,
                placement: PicturePlacement(id: "a", rect: rect, picture: ramp, view: view),
                cellAspect: 2
            ).cells
        }
        #expect(cells(40, 20) == Rect(x: 12, y: 0, width: 16, height: 4))
        #expect(cells(10, 3) == Rect(x: 0, y: 0, width: 10, height: 3))
        #expect(
            view.region(of: ramp.size, shown: Size(width: 10, height: 6))
                == Rect(x: 3, y: 1, width: 10, height: 6))
    }

    @Test("the view changes what is drawn, and not where")
    func viewIsDrawn() {
        var frame = frame()
        let rect = Rect(x: 0, y: 0, width: 12, height: 4)
        var renderer = PictureRenderer(.ascii, depth: .none)
        let whole = renderer.render(frame).lines
        var view = PictureView()
        view.window.isInverted = true
        frame = Frame(width: 12, height: 5)
        frame.place(ramp, in: rect, id: "a", view: view)
        let inverted = renderer.render(frame).lines
        #expect(whole[1].last == "@" && inverted[1].first == "@")
        #expect(whole[1].first == "." && inverted[1].last == " ")
    }

    @Test("pictures are equal when their pixels are")
    func identity() {
        #expect(ramp == ramp)
        #expect(ramp != Picture(GreyPicture(width: 16, height: 8)))
        #expect(
            Picture(GreyPicture(width: 2, height: 3)) != Picture(GreyPicture(width: 3, height: 2)))
    }

    @Test("the least recently used entry of a cache goes first")
    func cache() {
        var cache = RecentCache<Int, String>(capacity: 2)
        cache[1] = "one"
        cache[2] = "two"
        #expect(cache[1] == "one")
        cache[3] = "three"
        #expect(cache[2] == nil)
        #expect(cache[1] == "one" && cache.count == 2)
    }

    @Test("the key that cycles protocols comes round")
    func cycle() {
        let all = PictureProtocol.allCases
        #expect(PictureProtocol.ascii.next(among: all) == .braille)
        #expect(PictureProtocol.kitty.next(among: all) == .ascii)
        #expect(PictureProtocol.sixel.next(among: [.ascii]) == .ascii)
    }
}
