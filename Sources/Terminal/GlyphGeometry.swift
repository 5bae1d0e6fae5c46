/// Glyphs that are shapes: box drawing, blocks, braille and a few figures, in a cell of 12 × 24
/// pixels.
enum GlyphGeometry {
    typealias Ink = (_ x: Int, _ y: Int) -> Bool

    /// Nil where the glyph is none of them.
    static func ink(of glyph: Unicode.Scalar) -> Ink? {
        switch glyph {
        case " ", "\u{A0}": { _, _ in false }
        case "\u{2800}"..."\u{28FF}": braille(glyph.value - 0x2800)
        case "\u{2580}"..."\u{259F}": block(glyph.value)
        default: line(glyph) ?? figure(glyph)
        }
    }

    /// Dots of 2 × 2 pixels (Unicode, Braille Patterns).
    private static func braille(_ dots: UInt32) -> Ink {
        let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        return { x, y in
            (2...3).contains(x % 6) && (2...3).contains(y % 6) && dots & bits[y / 6][x / 6] != 0
        }
    }

    // MARK: Block elements

    private static func block(_ value: UInt32) -> Ink {
        let code = Int(value)
        switch code {
        case 0x2580: return { _, y in y < 12 }
        case 0x2581...0x2588: return { _, y in y >= 24 - 3 * (code - 0x2580) }
        case 0x2589...0x258F: return { x, _ in 2 * x < 3 * (0x2590 - code) }
        case 0x2590: return { x, _ in x >= 6 }
        case 0x2591: return { ($0 + 2 * $1) % 4 == 0 }
        case 0x2592: return { ($0 + $1) % 2 == 0 }
        case 0x2593: return { ($0 + 2 * $1) % 4 != 0 }
        case 0x2594: return { _, y in y < 3 }
        case 0x2595: return { x, _ in x >= 10 }
        default:
            let quarters = quadrants[code - 0x2596]
            return { x, y in quarters & (1 << (y / 12 * 2 + x / 6)) != 0 }
        }
    }

    /// U+2596 … U+259F: bits for upper left, upper right, lower left, lower right.
    private static let quadrants = [
        0b0100, 0b1000, 0b0001, 0b1101, 0b1001, 0b0111, 0b1011, 0b0010, 0b0110, 0b1110,
    ]

    // MARK: Lines

    private struct Arms: OptionSet {
        let rawValue: Int
        static let left = Arms(rawValue: 1)
        static let right = Arms(rawValue: 2)
        static let up = Arms(rawValue: 4)
        static let down = Arms(rawValue: 8)
    }

    private static let arms: [Unicode.Scalar: Arms] = [
        "─": [.left, .right], "│": [.up, .down], "┌": [.right, .down], "┐": [.left, .down],
        "└": [.right, .up], "┘": [.left, .up], "├": [.up, .down, .right],
        "┤": [.up, .down, .left], "┬": [.left, .right, .down], "┴": [.left, .right, .up],
        "┼": [.left, .right, .up, .down],
    ]

    private static func line(_ glyph: Unicode.Scalar) -> Ink? {
        switch glyph {
        case "━": return { _, y in (10...13).contains(y) }
        case "╌": return { (11...12).contains($1) && $0 % 6 < 4 }
        case "‖": return { x, _ in [3, 4, 7, 8].contains(x) }
        default:
            guard let arms = arms[glyph] else { return nil }
            return { x, y in
                let isAcross = (11...12).contains(y)
                let isUpright = (5...6).contains(x)
                return isAcross && (x <= 6 ? arms.contains(.left) : arms.contains(.right))
                    || isAcross && isUpright && !arms.isDisjoint(with: [.left, .right])
                    || isUpright && (y <= 12 ? arms.contains(.up) : arms.contains(.down))
            }
        }
    }

    // MARK: Figures

    private static func figure(_ glyph: Unicode.Scalar) -> Ink? {
        switch glyph {
        case "■": return { (2...9).contains($0) && (8...15).contains($1) }
        case "▲", "△": return { (6...17).contains($1) && abs(2 * $0 - 11) <= $1 - 6 }
        case "▼", "▽": return { (6...17).contains($1) && abs(2 * $0 - 11) <= 17 - $1 }
        case "▶", "▸": return { (2...9).contains($0) && abs(2 * $1 - 23) <= 2 * (10 - $0) }
        case "◀", "◂": return { (2...9).contains($0) && abs(2 * $1 - 23) <= 2 * ($0 - 1) }
        case "◆": return { abs(2 * $0 - 11) + abs(2 * $1 - 23) <= 11 }
        case "●": return { distance($0, $1) <= 100 }
        case "•": return { distance($0, $1) <= 30 }
        case "○": return { (50...100).contains(distance($0, $1)) }
        case "◌": return { (50...100).contains(distance($0, $1)) && ($0 + $1) % 4 < 2 }
        default: return nil
        }
    }

    /// Squared, from the middle, in half pixels.
    private static func distance(_ x: Int, _ y: Int) -> Int {
        (2 * x - 11) * (2 * x - 11) + (2 * y - 23) * (2 * y - 23)
    }
}
