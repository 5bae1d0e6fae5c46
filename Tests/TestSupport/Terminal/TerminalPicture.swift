/// What a terminal shows: cells, and pixels that lie on them.
public struct TerminalPicture: Equatable, Sendable {
    public struct Cell: Hashable, Sendable {
        /// With combining marks; empty in the right half of a wide glyph.
        public var glyph = " "
        public var look = TerminalLook()
    }

    public let width: Int
    public let height: Int
    /// In pixels.
    public let cellWidth: Int
    /// In pixels.
    public let cellHeight: Int
    /// Row by row.
    public internal(set) var cells: [Cell]
    /// `0xFFRRGGBB`, row by row; 0 where no picture is.
    public internal(set) var pixels: [UInt32]

    init(width: Int, height: Int, cellWidth: Int, cellHeight: Int) {
        (self.width, self.height) = (width, height)
        (self.cellWidth, self.cellHeight) = (cellWidth, cellHeight)
        cells = Array(repeating: Cell(), count: width * height)
        pixels = Array(repeating: 0, count: width * cellWidth * height * cellHeight)
    }

    /// The rows as text; what is blank in any way is a space.
    public var lines: [String] {
        (0..<height).map { y in
            cells[y * width..<(y + 1) * width].map(\.glyph).joined()
                .replacing("\u{A0}", with: " ")
        }
    }

    public var text: String { lines.joined(separator: "\n") }

    /// The number of pixels that belong to pictures.
    public var litPixels: Int { pixels.count { $0 != 0 } }

    /// The number of different colours in them.
    public var colourCount: Int { Set(pixels).subtracting([0]).count }

    /// The number of pixels that are others; both have the same size.
    public func differingPixels(from other: TerminalPicture) -> Int {
        zip(pixels, other.pixels).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
    }

    /// Where the first differences are, in words; nil where there is none.
    public func difference(from other: TerminalPicture) -> String? {
        guard width == other.width, height == other.height else { return "another size" }
        if let index = cells.indices.first(where: { cells[$0] != other.cells[$0] }) {
            return "cell \(index % width), \(index / width): “\(cells[index].glyph)” "
                + "(\(cells[index].look.description)) for “\(other.cells[index].glyph)” "
                + "(\(other.cells[index].look.description))"
        }
        let wrong = pixels.indices.filter { pixels[$0] != other.pixels[$0] }
        guard let first = wrong.first else { return nil }
        let (x, y) = (first % (width * cellWidth), first / (width * cellWidth))
        return "\(wrong.count) pixels, first at \(x), \(y), "
            + "which is in the cell \(x / cellWidth), \(y / cellHeight)"
    }
}
