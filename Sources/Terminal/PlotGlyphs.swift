/// The glyphs that curves are made of.
public enum PlotGlyphs: String, CaseIterable, Hashable, Sendable {
    /// 2 × 4 dots in a cell.
    case braille
    /// 2 × 2 quarters of a cell, for fonts without braille.
    case blocks
    /// 1 × 2 dots in a cell.
    case ascii

    var dotsAcross: Int { self == .ascii ? 1 : 2 }
    var dotsDown: Int { self == .braille ? 4 : 2 }

    /// The glyph for dots given as bits, row by row from the top left.
    func glyph(_ bits: UInt8) -> Unicode.Scalar {
        switch self {
        case .braille: Self.brailleGlyph(bits)
        case .blocks: Self.quadrants[Int(bits & 15)]
        case .ascii: Self.asciiDots[Int(bits & 3)]
        }
    }

    private static func brailleGlyph(_ bits: UInt8) -> Unicode.Scalar {
        // Unicode numbers the dots down the left column first: 1 2 3 7, then 4 5 6 8.
        let order: [UInt32] = [0, 3, 1, 4, 2, 5, 6, 7]
        var code: UInt32 = 0x2800
        for (bit, dot) in order.enumerated() where bits & (1 << UInt8(bit)) != 0 {
            code |= 1 << dot
        }
        return Unicode.Scalar(code) ?? " "
    }

    private static let quadrants: [Unicode.Scalar] = [
        " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
    ]

    private static let asciiDots: [Unicode.Scalar] = [" ", "'", ".", ":"]
}
