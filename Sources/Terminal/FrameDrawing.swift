/// A frame as an SVG image: what a terminal would show, for papers and issues.
public struct FrameDrawing {
    private static let (cellWidth, cellHeight, baseline) = (8, 17, 13)

    private let frame: Frame
    private let theme: Theme
    private let colours: FrameColours

    /// - Parameter frame: its pictures have been drawn as cells.
    public init(_ frame: Frame, theme: Theme) {
        self.frame = frame
        self.theme = theme
        colours = FrameColours(theme: theme)
    }

    public var svg: String {
        let (width, height) = (
            frame.width * Self.cellWidth, frame.height * Self.cellHeight
        )
        let rows = (0..<frame.height).map(row).joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="monospace" font-size="13" \
            xml:space="preserve">
            <rect width="\(width)" height="\(height)" fill="\(Self.hex(colours.ground))"/>
            \(rows)</svg>

            """
    }

    /// Neighbours of the same look are one text.
    private func row(_ y: Int) -> String {
        var text = ""
        var start = 0
        while start < frame.width {
            let style = frame[start, y].style
            let end = (start..<frame.width).first { frame[$0, y].style != style } ?? frame.width
            text += span(start..<end, y, theme.paint(for: style))
            start = end
        }
        return text
    }

    private func span(_ columns: Range<Int>, _ y: Int, _ paint: Paint) -> String {
        let (foreground, background) = colours.resolved(paint)
        let (x, top) = (columns.lowerBound * Self.cellWidth, y * Self.cellHeight)
        let width = columns.count * Self.cellWidth
        var text = ""
        if background != colours.ground {
            text +=
                "<rect x=\"\(x)\" y=\"\(top)\" width=\"\(width)\" height=\"\(Self.cellHeight)\" "
            text += "fill=\"\(Self.hex(background))\"/>\n"
        }
        let glyphs = columns.map { glyph(frame[$0, y]) }.joined()
        guard glyphs.contains(where: { $0 != " " }) else { return text }
        text += "<text x=\"\(x)\" y=\"\(top + Self.baseline)\" textLength=\"\(width)\" "
        text += "fill=\"\(Self.hex(foreground))\"\(emphasis(paint.attributes))>\(glyphs)</text>\n"
        return text
    }

    private func glyph(_ cell: Cell) -> String {
        guard cell.width > 0 else { return "" }
        switch cell.glyph {
        case "&": return "&amp;"
        case "<": return "&lt;"
        case ">": return "&gt;"
        case Cell.pictureGlyph: return " "
        default: return String(cell.glyph) + (cell.mark.map { String($0) } ?? "")
        }
    }

    private func emphasis(_ attributes: TextAttributes) -> String {
        var text = ""
        if attributes.contains(.bold) { text += " font-weight=\"bold\"" }
        if attributes.contains(.italic) { text += " font-style=\"italic\"" }
        if attributes.contains(.underline) { text += " text-decoration=\"underline\"" }
        if attributes.contains(.dim) { text += " opacity=\"0.65\"" }
        return text
    }

    private static func hex(_ colour: RGB) -> String {
        "#"
            + [colour.red, colour.green, colour.blue].map { channel in
                let text = String(channel, radix: 16)
                return text.count < 2 ? "0" + text : text
            }.joined()
    }
}
