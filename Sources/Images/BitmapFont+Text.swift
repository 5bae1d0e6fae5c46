extension BitmapFont {
    /// Small letters and the signs that panes use beside those of labels, as 35 bits each.
    static let textGlyphs: [Character: UInt64] = [
        "a": 0x000E0BE2F, "b": 0x4216CC63E, "c": 0x000E8422E, "d": 0x042D9C62F, "e": 0x000E8FE0E,
        "f": 0x1928E2108, "g": 0x3E319B42E, "h": 0x4216CC631, "i": 0x100C2108E, "j": 0x080610A4C,
        "k": 0x4212A6292, "l": 0x30842108E, "m": 0x001AAD631, "n": 0x0016CC631, "o": 0x000E8C62E,
        "p": 0x5B31CDA10, "q": 0x36719B421, "r": 0x0016CC210, "s": 0x000F8383E, "t": 0x211C42126,
        "u": 0x00118C66D, "v": 0x00118C544, "w": 0x00118D6AA, "x": 0x001151151, "y": 0x46319B42E,
        "z": 0x001F1111F, "\"": 0x294000000, "$": 0x11F4717C4, "&": 0x32544564D, ";": 0x018C03088,
        "@": 0x3A216D6AE, "[": 0x39084210E, "\\": 0x420820821, "]": 0x38421084E, "^": 0x115100000,
        "`": 0x208200000, "{": 0x088441082, "}": 0x208411088, "~": 0x0008A8800, "“": 0x265200000,
        "”": 0x253200000, "‘": 0x088400000, "’": 0x108800000, "…": 0x000000015, "–": 0x0000F0000,
        "—": 0x0000F8000, "−": 0x0000F8000, "±": 0x109F2101F, "×": 0x022A22A20, "·": 0x000020000,
        "‹": 0x004441040, "›": 0x010411100, "←": 0x0088FA080, "→": 0x0082F8880, "↑": 0x11D521080,
        "↓": 0x0084255C4, "Δ": 0x108A5463F, "σ": 0x000F9462E, "✓": 0x002215100, "✗": 0x022A22A20,
    ]

    /// Letters that reach below the line.
    private static let descending: Set<Character> = ["g", "j", "p", "q", "y", ",", ";"]

    /// The lit pixels of one character, of ``glyphWidth`` columns and ``textHeight`` rows; nil
    /// where the font lacks it.
    public static func pixels(of character: Character) -> [(x: Int, y: Int)]? {
        guard let glyph = textGlyphs[character] ?? glyphs[character] else { return nil }
        let drop = descending.contains(character) ? textHeight - glyphHeight : 0
        return lit(glyph).map { ($0.x, $0.y + drop) }
    }
}
