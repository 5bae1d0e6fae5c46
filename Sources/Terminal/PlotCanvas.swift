/// A rectangle of cells as a grid of dots; the last style drawn into a cell colours all of it.
struct PlotCanvas {
    let rect: Rect
    let glyphs: PlotGlyphs
    private var bits: [UInt8]
    private var styles: [Style]

    init(rect: Rect, glyphs: PlotGlyphs) {
        self.rect = rect
        self.glyphs = glyphs
        bits = Array(repeating: 0, count: rect.width * rect.height)
        styles = Array(repeating: .text, count: rect.width * rect.height)
    }

    /// In dots.
    var width: Int { rect.width * glyphs.dotsAcross }
    /// In dots.
    var height: Int { rect.height * glyphs.dotsDown }

    /// Sets the dot, counted from the top left; outside it does nothing.
    mutating func dot(_ x: Int, _ y: Int, _ style: Style) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let cell = (y / glyphs.dotsDown) * rect.width + x / glyphs.dotsAcross
        let bit = (y % glyphs.dotsDown) * glyphs.dotsAcross + x % glyphs.dotsAcross
        bits[cell] |= 1 << UInt8(bit)
        styles[cell] = style
    }

    mutating func vertical(_ x: Int, from first: Int, to last: Int, _ style: Style) {
        let low = max(0, min(first, last))
        let high = min(height - 1, max(first, last))
        guard low <= high else { return }
        for y in low...high { dot(x, y, style) }
    }

    /// A line of dots between two columns, clipped to the grid.
    mutating func line(
        from start: (x: Int, y: Int), to end: (x: Int, y: Int), _ style: Style
    ) {
        guard end.x > start.x else { return vertical(start.x, from: start.y, to: end.y, style) }
        let slope = Double(end.y - start.y) / Double(end.x - start.x)
        var previous = start.y
        for x in max(start.x, -1)...min(end.x, width) {
            let exact = Double(start.y) + slope * Double(x - start.x)
            let y = Int(min(1e6, max(-1e6, exact)).rounded())
            // A steep line has no holes: each column continues from the row beside the last.
            let from = x == start.x || y == previous ? y : previous + (y > previous ? 1 : -1)
            if x == max(start.x, -1) {
                dot(x, y, style)
            } else {
                vertical(x, from: from, to: y, style)
            }
            previous = y
        }
    }

    /// Puts what has dots into the frame and leaves other cells alone.
    func draw(into frame: inout Frame) {
        for row in 0..<rect.height {
            for column in 0..<rect.width {
                let index = row * rect.width + column
                guard bits[index] != 0 else { continue }
                frame[rect.x + column, rect.y + row] = Cell(
                    glyphs.glyph(bits[index]), style: styles[index])
            }
        }
    }
}
