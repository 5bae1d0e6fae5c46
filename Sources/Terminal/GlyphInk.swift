import Foundation
import Images

/// Which pixels of a cell a glyph covers, where there is no terminal to draw it: lines, blocks
/// and dots by their geometry, texts by a small font.
enum GlyphInk {
    /// A cell in pixels.
    static let cell = Size(width: 12, height: 24)
    /// The font's pixels are squares of so many.
    private static let scale = 2
    private static let textOrigin = Point(1, 4)

    /// `cell.width * cell.height` flags, row by row; a glyph that nobody knows is a hollow box.
    static func pattern(of glyph: Unicode.Scalar, mark: Unicode.Scalar?) -> [Bool] {
        var pattern = [Bool](repeating: false, count: cell.width * cell.height)
        if let isInk = GlyphGeometry.ink(of: glyph) {
            for index in pattern.indices { pattern[index] = isInk(index % 12, index / 12) }
            return pattern
        }
        // Letters with marks are drawn as letters and marks.
        let parts = String(glyph).decomposedStringWithCanonicalMapping.unicodeScalars
        let base = parts.first.map(Character.init) ?? " "
        for pixel in BitmapFont.pixels(of: base) ?? hollowBox { fill(pixel, &pattern) }
        for mark in parts.dropFirst() + (mark.map { [$0] } ?? []) {
            for pixel in marks[mark] ?? [] { fill(pixel, &pattern) }
        }
        return pattern
    }

    private static func fill(_ pixel: (x: Int, y: Int), _ pattern: inout [Bool]) {
        for row in 0..<scale {
            for column in 0..<scale {
                let x = textOrigin.x + pixel.x * scale + column
                let y = textOrigin.y + pixel.y * scale + row
                pattern[y * cell.width + x] = true
            }
        }
    }

    private static let hollowBox = (0..<35).filter {
        [0, 4].contains($0 % 5) || [0, 6].contains($0 / 5)
    }.map { (x: $0 % 5, y: $0 / 5) }

    /// Above small letters, in the font's pixels.
    private static let marks: [Unicode.Scalar: [(x: Int, y: Int)]] = [
        "\u{300}": [(1, -1), (2, 0)], "\u{301}": [(3, -1), (2, 0)],
        "\u{302}": [(1, 0), (2, -1), (3, 0)], "\u{308}": [(1, 0), (3, 0)],
        "\u{303}": [(0, 0), (1, -1), (2, 0), (3, -1)], "\u{30A}": [(2, -1), (1, 0), (3, 0)],
    ]
}
