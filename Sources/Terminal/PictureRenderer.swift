/// Turns the pictures of a frame into cells, and remembers what it has drawn before.
public struct PictureRenderer: Sendable {
    public var pictureProtocol: PictureProtocol
    /// Where greys cannot be told apart, symbols are shades of ink.
    public var depth: ColourDepth
    /// The height of a cell over its width.
    public var cellAspect: Double
    /// Whether ink is darker than the background.
    public var isOnLight: Bool

    /// What pictures are made of.
    private enum CellStyle {
        case ascii, dots, shades, halves, blocks
    }

    private struct Key: Hashable {
        let digest: Int
        let view: PictureView
        let size: Size
        let style: CellStyle
        let isOnLight: Bool
    }

    private var cache = RecentCache<Key, [Cell]>(capacity: 128)

    public init(
        _ pictureProtocol: PictureProtocol, depth: ColourDepth = .palette,
        cellAspect: Double = 2, isOnLight: Bool = false
    ) {
        self.pictureProtocol = pictureProtocol
        self.depth = depth
        self.cellAspect = cellAspect
        self.isOnLight = isOnLight
    }

    /// The frame with its pictures drawn as cells; pixels are left to the screen.
    public mutating func render(_ frame: Frame) -> Frame {
        guard pictureProtocol.usesCells, !frame.pictures.isEmpty else { return frame }
        var result = frame
        for placement in frame.pictures { draw(placement, into: &result) }
        result.removePictures { _ in true }
        return result
    }

    private mutating func draw(_ placement: PicturePlacement, into frame: inout Frame) {
        let fit = PictureFit(
            cellsOf: placement.rect, placement: placement, cellAspect: cellAspect)
        let size = fit.cells.size
        let cells = cells(of: placement, size: size)
        guard cells.count == size.width * size.height else { return }
        for y in 0..<size.height {
            for x in 0..<size.width {
                let point = Point(fit.cells.x + x, fit.cells.y + y)
                // What lies over the picture by now stays.
                guard frame[point].glyph == Cell.pictureGlyph else { continue }
                frame[point] = cells[y * size.width + x]
            }
        }
    }

    private mutating func cells(of placement: PicturePlacement, size: Size) -> [Cell] {
        let style = cellStyle
        let key = Key(
            digest: placement.picture.digest, view: placement.view, size: size, style: style,
            isOnLight: isOnLight)
        if let cells = cache[key] { return cells }
        let picture = placement.picture.seen(
            placement.view, shown: Size(width: size.width, height: size.height * 2))
        let cells =
            switch style {
            case .ascii:
                ShadeRenderer.cells(
                    picture, size: size, ramp: ShadeRenderer.ascii, isOnLight: isOnLight)
            case .shades:
                ShadeRenderer.cells(
                    picture, size: size, ramp: ShadeRenderer.blocks, isOnLight: isOnLight)
            case .dots: BrailleRenderer.cells(picture, size: size, isOnLight: isOnLight)
            case .halves: HalfBlockRenderer.cells(picture, size: size)
            case .blocks: SymbolRenderer.cells(picture, size: size)
            }
        cache[key] = cells
        return cells
    }

    private var cellStyle: CellStyle {
        switch pictureProtocol {
        case .ascii: .ascii
        case .braille: .dots
        case .blocks: depth.hasGreys ? .halves : .shades
        case .symbols, .sixel, .iterm2, .kitty: depth.hasGreys ? .blocks : .shades
        }
    }
}
