/// Stand-ins of 7 bits for terminals without UTF-8.
enum GlyphFallback {
    static func ascii(_ glyph: Unicode.Scalar) -> Unicode.Scalar {
        if glyph.isASCII { return glyph }
        switch glyph {
        case "─", "╌", "–", "—", "−", "┬", "┴": return glyph == "┬" || glyph == "┴" ? "+" : "-"
        case "│", "▏", "▕", "┤", "├": return "|"
        case "┌", "┐", "└", "┘", "┼": return "+"
        case "█", "▓", "▇", "▆": return "#"
        case "▒", "▅", "▄": return "="
        case "░", "▃", "▂", "▁": return "."
        case "“", "”": return "\""
        case "‘", "’": return "'"
        case "…": return "~"
        case "━", "‖": return "="
        case "●", "•", "◆": return "*"
        case "○", "◌": return "o"
        case "■": return "#"
        case "✓": return "+"
        case "✗", "×": return "x"
        case "·": return "."
        case "▸", "→", "▶", "›": return ">"
        case "◂", "←", "◀", "‹": return "<"
        case "▲", "↑", "△": return "^"
        case "▼", "↓", "▽": return "v"
        case "±": return "+"
        case "Δ": return "d"
        case "σ": return "s"
        case "\u{A0}": return " "
        case "\u{2800}"..."\u{28FF}": return braille(glyph)
        default: return "?"
        }
    }

    private static func braille(_ glyph: Unicode.Scalar) -> Unicode.Scalar {
        // Dots 1, 2, 4 and 5 are the upper half.
        let (upper, lower) = (glyph.value & 0b0001_1011, glyph.value & 0b1110_0100)
        if upper != 0 { return lower != 0 ? ":" : "'" }
        return lower != 0 ? "." : " "
    }
}
