/// Decides which pictures have to be sent as pixels after a frame's cells are on the screen, and
/// which have to be erased before.
///
/// ncurses knows nothing of pixels: it sees cells of ``Cell/pictureGlyph``. Writing any other
/// glyph there erases them; writing the same does not.
struct PixelPainter {
    private struct Painted {
        let fit: PictureFit
        let digest: Int
        let view: PictureView
        /// False when something was drawn over it since.
        var isWhole: Bool
    }

    /// A place whose picture is still being encoded.
    private struct Late {
        /// What was asked for: the newest picture when it was.
        var encoding: PictureEncoding
        /// The frame since which nothing new came to the place.
        let since: Int
    }

    /// Nothing of another protocol may be on the screen when it changes.
    var pictureProtocol: PictureProtocol
    /// Some pictures of the last frame are still being encoded.
    var isWaiting: Bool { !late.isEmpty }
    private var capabilities: TerminalCapabilities
    private var kernelCell: Size?
    private var painted: [String: Painted] = [:]
    private var late: [String: Late] = [:]
    private var frames = 0
    private var kitty = KittyPictures()
    private let encoder: PictureEncoder

    init(
        capabilities: TerminalCapabilities, pictureProtocol: PictureProtocol = .sixel,
        encoder: PictureEncoder = PictureEncoder()
    ) {
        self.capabilities = capabilities
        self.pictureProtocol = pictureProtocol
        self.encoder = encoder
    }

    var cellAspect: Double {
        Double(capabilities.cell.height) / Double(capabilities.cell.width)
    }

    /// Nothing that was painted is there any more.
    mutating func forget() {
        painted = [:]
        late = [:]
    }

    /// The bytes that take back what the terminal keeps of pictures, before it is given back.
    mutating func release() -> [UInt8] {
        painted = [:]
        return wrapped(kitty.release { _ in false })
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

    /// The bytes that bring the frame's pictures onto the screen, none where all are there; where
    /// one is still being encoded, what was there before stays.
    mutating func paint(_ frame: Frame) -> [UInt8] {
        frames += 1
        let shown = Set(frame.pictures.map(\.id))
        late = late.filter { shown.contains($0.key) }
        let isKitty = pictureProtocol == .kitty
        var output = wrapped(kitty.release { isKitty && shown.contains($0) })
        for placement in frame.pictures {
            guard let fit = fit(placement, in: frame) else { continue }
            guard Self.isUncovered(fit.cells, in: frame) else {
                painted[placement.id]?.isWhole = false
                late[placement.id] = nil
                continue
            }
            let before = painted[placement.id]
            if let before, before.isWhole, before.fit == fit,
                before.digest == placement.picture.digest, before.view == placement.view
            {
                late[placement.id] = nil
                continue
            }
            let wanted = encoding(placement, fit)
            guard let (encoding, bytes) = encoded(wanted, placement.id) else { continue }
            output += sequence(bytes, placement.id, fit.cells)
            painted[placement.id] = Painted(
                fit: fit, digest: encoding.picture.digest, view: encoding.view, isWhole: true)
        }
        encoder.request(late.values.sorted { $0.since < $1.since }.map(\.encoding))
        guard !output.isEmpty else { return output }
        // xterm writes the text of a cell over a picture in which a visible cursor stood.
        if frame.cursor != nil { output = Self.bracketed(output, "?25l", "?25h") }
        return capabilities.hasSynchronizedOutput
            ? Self.bracketed(output, "?2026h", "?2026l") : output
    }

    /// A picture that reaches the last row would scroll the whole screen.
    private func fit(_ placement: PicturePlacement, in frame: Frame) -> PictureFit? {
        var rect = placement.rect
        rect.height = min(rect.height, max(0, frame.height - 1 - rect.y))
        return PictureFit(
            pixelsOf: rect, placement: placement, cell: capabilities.cell,
            limit: capabilities.sixelLimit)
    }

    /// The wanted picture, or the one before it that was asked for and is there by now: pictures
    /// that change faster than they are encoded come late, but they come.
    private mutating func encoded(
        _ wanted: PictureEncoding, _ id: String
    ) -> (PictureEncoding, [UInt8])? {
        if let bytes = encoder.bytes(of: wanted) {
            late[id] = nil
            return (wanted, bytes)
        }
        guard let before = late[id], before.encoding.pixels == wanted.pixels else {
            late[id] = Late(encoding: wanted, since: frames)
            return nil
        }
        if let bytes = encoder.bytes(of: before.encoding) {
            late[id] = Late(encoding: wanted, since: frames)
            return (before.encoding, bytes)
        }
        if !encoder.isMaking(before.encoding) { late[id]?.encoding = wanted }
        return nil
    }

    private func encoding(_ placement: PicturePlacement, _ fit: PictureFit) -> PictureEncoding {
        PictureEncoding(
            picture: placement.picture, view: placement.view, pixels: fit.pixels,
            pictureProtocol: pictureProtocol, registers: capabilities.colourRegisters)
    }

    /// Leaves the cursor where it was before, as ncurses believes it to be.
    private mutating func sequence(
        _ content: [UInt8], _ place: String, _ cells: Rect
    ) -> [UInt8] {
        switch pictureProtocol {
        case .sixel: Self.positioned(content, at: cells.origin)
        case .iterm2:
            wrapped([
                Self.positioned(
                    ITerm2Encoder.encode(base64: content, cells: cells.size), at: cells.origin)
            ])
        case .kitty: kittySequence(content, place, cells)
        case .ascii, .braille, .blocks, .symbols: []
        }
    }

    private mutating func kittySequence(
        _ content: [UInt8], _ place: String, _ cells: Rect
    ) -> [UInt8] {
        guard let id = kitty.id(of: place) else { return [] }
        let upload = KittyEncoder.transmission(base64: content, id: id, cells: cells.size)
        return wrapped(upload) + Array("\u{1B}7".utf8)
            + KittyEncoder.placeholders(id: id, cells: cells) + Array("\u{1B}8".utf8)
    }

    private static func isUncovered(_ rect: Rect, in frame: Frame) -> Bool {
        (rect.y..<rect.bottom).allSatisfy { y in
            (rect.x..<rect.right).allSatisfy { frame[$0, y].glyph == Cell.pictureGlyph }
        }
    }

    private static func bracketed(_ output: [UInt8], _ start: String, _ end: String) -> [UInt8] {
        Array("\u{1B}[\(start)".utf8) + output + Array("\u{1B}[\(end)".utf8)
    }

    private static func positioned(_ picture: [UInt8], at point: Point) -> [UInt8] {
        Array("\u{1B}7\u{1B}[\(point.y + 1);\(point.x + 1)H".utf8) + picture
            + Array("\u{1B}8".utf8)
    }

    /// For the terminal that tmux runs in, where there is one.
    private func wrapped(_ sequences: [[UInt8]]) -> [UInt8] {
        capabilities.isInsideTmux
            ? sequences.flatMap(TmuxPassthrough.wrap) : sequences.flatMap { $0 }
    }
}
