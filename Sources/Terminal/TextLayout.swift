/// Fits text into columns.
public enum TextLayout {
    /// The text, or as much as fits with `…` at its end.
    public static func truncate(_ text: String, to width: Int) -> String {
        if TextWidth.of(text) <= width { return text }
        guard width > 0 else { return "" }
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let columns = TextWidth.of(scalar) ?? 1
            if used + columns > width - 1 { break }
            kept.append(scalar)
            used += columns
        }
        return String(kept) + "…"
    }

    /// The text with spaces after it (or before it) up to the width, or truncated to it.
    public static func pad(_ text: String, to width: Int, right: Bool = false) -> String {
        let text = truncate(text, to: width)
        let space = String(repeating: " ", count: max(0, width - TextWidth.of(text)))
        return right ? space + text : text + space
    }

    /// Lines of at most `width` columns, broken at spaces, inside words only where one is longer
    /// than a line; line breaks and the spaces within a line are kept. Never empty.
    public static func wrap(_ text: String, width: Int) -> [String] {
        guard width > 0 else { return [""] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            wrapParagraph($0, width: width)
        }
    }

    private static func wrapParagraph(_ paragraph: Substring, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var spaces = 0
        for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
            var word = String(word)
            guard !word.isEmpty else {
                spaces += 1
                continue
            }
            var columns = TextWidth.of(word)
            if used > 0, used + spaces + columns > width {
                lines.append(line)
                line = ""
                used = 0
            }
            while columns > width {
                let head = prefix(of: word, width: width)
                lines.append(head)
                word = String(word.unicodeScalars.dropFirst(head.unicodeScalars.count))
                columns = TextWidth.of(word)
            }
            let gap = used > 0 ? spaces : 0
            line += String(repeating: " ", count: gap) + word
            used += gap + columns
            spaces = 1
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    private static func prefix(of word: String, width: Int) -> String {
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in word.unicodeScalars {
            let columns = TextWidth.of(scalar) ?? 1
            // One glyph is always taken, so that a wide glyph in a single column ends the loop.
            if used + columns > width, used > 0 { break }
            kept.append(scalar)
            used += columns
        }
        return String(kept)
    }
}
