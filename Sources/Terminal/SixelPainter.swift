/// Decides which pictures have to be sent as sixels after a frame's cells are on the screen, and
/// which have to be erased before.
///
/// ncurses knows nothing of pixels: it sees cells of ``Cell/pictureGlyph``. Writing any other
/// glyph there erases them; writing the same does not.
struct SixelPainter {
    private struct Painted {
        let fit: PictureFit
        let digest: Int
        let view: PictureView
        /// False when something was drawn over it since.
        var isWhole: Bool
    }

    private struct Encoding: Hashable {
        let digest: Int
        let view: PictureView
        let pixels: Size
    }

    /// Bytes of one picture, which a slow connection carries in some seconds.
    private static let byteLimit = 64 * 1024

    private var capabilities: TerminalCapabilities
    private var kernelCell: Size?
    private var painted: [String: Painted] = [:]
    private var encodings = RecentCache<Encoding, [UInt8]>(capacity: 48)

    init(capabilities: TerminalCapabilities) {
        self.capabilities = capabilities
    }

    var cellAspect: Double {
        Double(capabilities.cell.height) / Double(capabilities.cell.width)
    }

    /// Nothing that was painted is there any more.
    mutating func forget() {
        painted = [:]
    }

    /// The kernel's pixels, which change with the font as well as with the window.
    mutating func follow(pixels: Size, cells: Size) {
        let cell = TerminalCapabilities.cell(pixels: pixels, cells: cells)
        defer { kernelCell = cell }
        guard let kernelCell, kernelCell != cell, TerminalCapabilities.isPlausible(cell) else {
            return
        }
        capabilities.cell = cell
        // A larger window has room for larger pictures.
        capabilities.sixelLimit = Size(
            width: min(1000, pixels.width), height: min(1000, pixels.height))
    }

    /// Where pictures lie that the frame does not show at the same place and size.
    mutating func staleRects(before frame: Frame) -> [Rect] {
        let wanted = Dictionary(
            frame.pictures.map { ($0.id, fit($0, in: frame)) }, uniquingKeysWith: { $1 })
        let stale = painted.filter { id, painted in
            guard let fit = wanted[id] else { return true }
            return fit != painted.fit
        }
        for id in stale.keys { painted[id] = nil }
        return stale.values.map { $0.fit.cells.intersection(frame.bounds) }
    }

    /// The bytes that bring the frame's pictures onto the screen, none where all are there.
    mutating func paint(_ frame: Frame) -> [UInt8] {
        var output: [UInt8] = []
        for placement in frame.pictures {
            guard let fit = fit(placement, in: frame) else { continue }
            guard Self.isUncovered(fit.cells, in: frame) else {
                painted[placement.id]?.isWhole = false
                continue
            }
            let before = painted[placement.id]
            if let before, before.isWhole, before.fit == fit,
                before.digest == placement.picture.digest, before.view == placement.view
            {
                continue
            }
            output += Self.positioned(encoded(placement, fit), at: fit.cells.origin)
            painted[placement.id] = Painted(
                fit: fit, digest: placement.picture.digest, view: placement.view,
                isWhole: true)
        }
        guard !output.isEmpty, capabilities.hasSynchronizedOutput else { return output }
        return Array("\u{1B}[?2026h".utf8) + output + Array("\u{1B}[?2026l".utf8)
    }

    /// A picture that reaches the last row would scroll the whole screen.
    private func fit(_ placement: PicturePlacement, in frame: Frame) -> PictureFit? {
        var rect = placement.rect
        rect.height = min(rect.height, max(0, frame.height - 1 - rect.y))
        return PictureFit(
            pixelsOf: rect, placement: placement, cell: capabilities.cell,
            limit: capabilities.sixelLimit)
    }

    private mutating func encoded(_ placement: PicturePlacement, _ fit: PictureFit) -> [UInt8] {
        let key = Encoding(
            digest: placement.picture.digest, view: placement.view, pixels: fit.pixels)
        if let bytes = encodings[key] { return bytes }
        let picture = placement.picture.seen(placement.view, shown: fit.pixels)
            .scaled(toWidth: fit.pixels.width, height: fit.pixels.height)
        let bytes = SixelEncoder.encode(
            picture, byteLimit: Self.byteLimit, registers: capabilities.colourRegisters)
        encodings[key] = bytes
        return bytes
    }

    private static func isUncovered(_ rect: Rect, in frame: Frame) -> Bool {
        (rect.y..<rect.bottom).allSatisfy { y in
            (rect.x..<rect.right).allSatisfy { frame[$0, y].glyph == Cell.pictureGlyph }
        }
    }

    /// With the cursor where it was before, as ncurses believes it to be.
    private static func positioned(_ sixels: [UInt8], at point: Point) -> [UInt8] {
        Array("\u{1B}7\u{1B}[\(point.y + 1);\(point.x + 1)H".utf8) + sixels + Array("\u{1B}8".utf8)
    }
}
