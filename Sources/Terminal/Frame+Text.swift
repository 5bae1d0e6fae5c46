extension Frame {
    /// The glyphs of each row, `width` columns wide; reserved places of pictures are spaces.
    public var lines: [String] {
        (0..<height).map { y in
            var line = String.UnicodeScalarView()
            for x in 0..<width {
                let cell = self[x, y]
                if cell.width == 0 { continue }
                line.append(cell.glyph == Cell.pictureGlyph ? " " : cell.glyph)
                if let mark = cell.mark { line.append(mark) }
            }
            return String(line)
        }
    }

    /// The rows as text, without spaces at their ends.
    public var text: String {
        lines.map { line in
            let end = line.unicodeScalars.lastIndex { $0 != " " }
            guard let end else { return "" }
            return String(line.unicodeScalars[...end])
        }.joined(separator: "\n")
    }
}
