/// Turns the pictures of a frame into cells, and remembers what it has drawn before.
public struct PictureRenderer: Sendable {
    public var pictureProtocol: PictureProtocol
    /// Without colours, symbols are shades of ink.
    public var depth: ColourDepth
    /// The height of a cell over its width.
    public var cellAspect: Double
    /// Whether ink is darker than the background.
    public var isOnLight: Bool

    private struct Key: Hashable {
        let digest: Int
        let view: PictureView
        let size: Size
        let usesColours: Bool
        let isASCII: Bool
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

    /// The frame with its pictures drawn as cells; sixels are left to the screen.
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
        let usesColours = pictureProtocol == .symbols && depth != .none
        let key = Key(
            digest: placement.picture.digest, view: placement.view, size: size,
            usesColours: usesColours, isASCII: pictureProtocol == .ascii, isOnLight: isOnLight)
        if let cells = cache[key] { return cells }
        let picture = placement.picture.seen(
            placement.view, shown: Size(width: size.width, height: size.height * 2))
        let cells =
            usesColours
            ? SymbolRenderer.cells(picture, size: size)
            : ShadeRenderer.cells(
                picture, size: size,
                ramp: pictureProtocol == .ascii ? ShadeRenderer.ascii : ShadeRenderer.blocks,
                isOnLight: isOnLight)
        cache[key] = cells
        return cells
    }
}
