public import Images

/// A frame as pixels: what a terminal that shows pictures would show.
public struct FrameRaster {
    private struct Glyph: Hashable {
        let scalar: Unicode.Scalar
        let mark: Unicode.Scalar?
    }

    private let frame: Frame
    private let theme: Theme
    private let colours: FrameColours
    private let width: Int
    private var pixels: [UInt8]
    private var patterns: [Glyph: [Bool]] = [:]

    /// The frame with its pictures, as 12 × 24 pixels a cell.
    public static func picture(of frame: Frame, theme: Theme) -> ColorPicture {
        var raster = FrameRaster(frame, theme: theme)
        for y in 0..<frame.height {
            for x in 0..<frame.width { raster.drawCell(x, y) }
        }
        for placement in frame.pictures { raster.draw(placement) }
        return ColorPicture(
            width: raster.width, height: frame.height * GlyphInk.cell.height,
            pixels: raster.pixels)
    }

    private init(_ frame: Frame, theme: Theme) {
        self.frame = frame
        self.theme = theme
        colours = FrameColours(theme: theme)
        width = frame.width * GlyphInk.cell.width
        pixels = [UInt8](
            repeating: 0, count: width * frame.height * GlyphInk.cell.height * 3)
    }

    private mutating func drawCell(_ x: Int, _ y: Int) {
        let cell = frame[x, y]
        let paint = theme.paint(for: cell.style)
        var (ink, ground) = colours.resolved(paint)
        if paint.attributes.contains(.dim) { ink = ink.mixed(with: ground, share: 0.35) }
        // The right half of a wide glyph has none of its own.
        let pattern = pattern(of: cell.width == 0 ? Cell.blank : cell)
        let isBold = paint.attributes.contains(.bold) && GlyphGeometry.ink(of: cell.glyph) == nil
        let size = GlyphInk.cell
        let line = paint.attributes.contains(.underline) ? size.height - 2 : size.height
        for row in 0..<size.height {
            for column in 0..<size.width {
                let index = row * size.width + column
                let isInk =
                    pattern[index] || row == line || (isBold && column > 0 && pattern[index - 1])
                set(
                    x * size.width + column, y * size.height + row, isInk ? ink : ground)
            }
        }
    }

    private mutating func pattern(of cell: Cell) -> [Bool] {
        let glyph = Glyph(scalar: cell.glyph, mark: cell.mark)
        if let known = patterns[glyph] { return known }
        let pattern = GlyphInk.pattern(of: cell.glyph, mark: cell.mark)
        patterns[glyph] = pattern
        return pattern
    }

    /// Where nothing lies over it.
    private mutating func draw(_ placement: PicturePlacement) {
        let cell = GlyphInk.cell
        guard
            let fit = PictureFit(
                pixelsOf: placement.rect, placement: placement, cell: cell,
                limit: Size(width: 10_000, height: 10_000))
        else { return }
        let picture = placement.picture.seen(placement.view, shown: fit.pixels)
            .scaled(toWidth: fit.pixels.width, height: fit.pixels.height)
        let shades = picture.rgbPixels
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let place = Point(fit.cells.x + x / cell.width, fit.cells.y + y / cell.height)
                guard frame[place].glyph == Cell.pictureGlyph else { continue }
                let start = (y * picture.width + x) * 3
                set(
                    fit.cells.x * cell.width + x, fit.cells.y * cell.height + y,
                    RGB(shades[start], shades[start + 1], shades[start + 2]))
            }
        }
    }

    private mutating func set(_ x: Int, _ y: Int, _ colour: RGB) {
        let start = (y * width + x) * 3
        pixels[start] = colour.red
        pixels[start + 1] = colour.green
        pixels[start + 2] = colour.blue
    }
}

extension RGB {
    /// With a share of another colour.
    fileprivate func mixed(with other: RGB, share: Double) -> RGB {
        func mix(_ own: UInt8, _ its: UInt8) -> UInt8 {
            UInt8(Double(own) * (1 - share) + Double(its) * share)
        }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }
}
