/// Pictures as braille dots, eight for a cell, in the colour of text.
enum BrailleRenderer {
    /// `size.width * size.height` cells, row by row; a dot is ink, which is light, unless the
    /// background is.
    static func cells(_ picture: Picture, size: Size, isOnLight: Bool) -> [Cell] {
        let dots = picture.scaled(toWidth: size.width * 2, height: size.height * 4)
        return (0..<size.width * size.height).map { index in
            let (left, top) = (index % size.width * 2, index / size.width * 4)
            var pattern: UInt32 = 0x2800
            for (dot, bit) in bits.enumerated() {
                let (x, y) = (left + dot % 2, top + dot / 2)
                let light = Int(dots.luminance(at: y * dots.width + x))
                let ink = isOnLight ? 255 - light : light
                if ink > thresholds[y % 4][x % 4] * 16 + 8 { pattern |= bit }
            }
            return Cell(Unicode.Scalar(pattern) ?? " ")
        }
    }

    /// Of the dots from the upper left, row by row (Unicode, Braille Patterns).
    private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

    /// A 4 × 4 ordered dither (Bayer 1973).
    private static let thresholds = [
        [0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5],
    ]
}
