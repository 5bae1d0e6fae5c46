/// Letters, digits and some signs of 5 × 7 pixels, drawn for the labels of contact sheets and for
/// pictures of panes.
public enum BitmapFont {
    public static let glyphWidth = 5
    static let glyphHeight = 7
    /// With what reaches below the line.
    public static let textHeight = 9
    /// From one character to the next.
    static let advance = 6

    /// 35 bits each: row by row from the top, the leftmost pixel highest.
    static let glyphs: [Character: UInt64] = [
        " ": 0x000000000, "A": 0x3A31FC631, "B": 0x7A31F463E, "C": 0x3A308422E, "D": 0x7A318C63E,
        "E": 0x7E10F421F, "F": 0x7E10F4210, "G": 0x3A30BC62E, "H": 0x4631FC631, "I": 0x38842108E,
        "J": 0x1C4210A4C, "K": 0x4654C5251, "L": 0x42108421F, "M": 0x4775AC631, "N": 0x4739ACE71,
        "O": 0x3A318C62E, "P": 0x7A31F4210, "Q": 0x3A318D64D, "R": 0x7A31F5251, "S": 0x3E107043E,
        "T": 0x7C8421084, "U": 0x46318C62E, "V": 0x46318A944, "W": 0x4631AD771, "X": 0x462A22A31,
        "Y": 0x462A21084, "Z": 0x7C222221F, "0": 0x3A33AE62E, "1": 0x11842108E, "2": 0x3A213221F,
        "3": 0x78217043E, "4": 0x08CA97C42, "5": 0x7E1E0862E, "6": 0x1910F462E, "7": 0x7C2222108,
        "8": 0x3A317462E, "9": 0x3A317844C, ".": 0x00000018C, ",": 0x000003088, ":": 0x018C03180,
        "-": 0x0000F8000, "_": 0x00000001F, "+": 0x0084F9080, "=": 0x001F07C00, "/": 0x042222210,
        "(": 0x088842082, ")": 0x208210888, "%": 0x672222273, "'": 0x108800000, "?": 0x3A2111004,
        "!": 0x108421004, "<": 0x088882082, ">": 0x208208888, "|": 0x108421084, "*": 0x02AEFBAA0,
        "#": 0x295F57D4A,
    ]

    static func width(of text: String) -> Int { max(0, text.count * advance - 1) }

    /// Calls `plot` for each lit pixel, from the upper left corner of the first character. Small
    /// letters become capitals; what the font lacks becomes a question mark.
    static func draw(_ text: String, plot: (_ x: Int, _ y: Int) -> Void) {
        for (index, character) in text.uppercased().enumerated() {
            let glyph = glyphs[character] ?? glyphs["?"] ?? 0
            for pixel in lit(glyph) { plot(index * advance + pixel.x, pixel.y) }
        }
    }

    static func lit(_ glyph: UInt64) -> [(x: Int, y: Int)] {
        let count = glyphWidth * glyphHeight
        return (0..<count).filter { glyph >> UInt64(count - 1 - $0) & 1 == 1 }
            .map { ($0 % glyphWidth, $0 / glyphWidth) }
    }
}
