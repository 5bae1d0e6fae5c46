/// Pictures as upper half blocks: two pixels a cell, one above the other.
enum HalfBlockRenderer {
    /// `size.width * size.height` cells, row by row.
    static func cells(_ picture: Picture, size: Size) -> [Cell] {
        let pixels = picture.scaled(toWidth: size.width, height: size.height * 2)
        let rgb = pixels.rgbPixels
        func colour(_ x: Int, _ y: Int) -> RGB {
            let start = (y * size.width + x) * 3
            return RGB(rgb[start], rgb[start + 1], rgb[start + 2])
        }
        return (0..<size.width * size.height).map { index in
            let (x, y) = (index % size.width, index / size.width * 2)
            return Cell(
                "▀",
                style: Style(
                    .text, foreground: colour(x, y), background: colour(x, y + 1)))
        }
    }
}
