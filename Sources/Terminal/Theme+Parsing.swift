extension Theme {
    /// Reads the text of a theme file.
    ///
    /// Each line is `role = foreground background attributes`: a role's name as in ``Role``, two
    /// colours, and any of `bold underline reverse dim italic`. A colour is `default`, one of
    /// `black red green yellow blue magenta cyan white`, the same with `bright-` before it, or
    /// `#RRGGBB`. Background and attributes may be left out. `#` after white space (or at the
    /// start) begins a comment unless six hexadecimal digits follow it. `ground = light` says that
    /// the theme is made for a light background. Roles that a file leaves out look as in
    /// ``standard``.
    public init(parsing text: String, name: String) throws(ThemeError) {
        self = Theme.standard
        self.name = name
        var defined: Set<Role> = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let words = Self.words(of: line)
            guard let first = words.first else { continue }
            let fault = { (reason: String) in
                ThemeError(theme: name, line: index + 1, reason: reason)
            }
            guard words.count > 2, words[1] == "=" else {
                throw fault("expected “role = foreground background attributes”")
            }
            if first == "ground" {
                guard words[2] == "light" || words[2] == "dark", words.count == 3 else {
                    throw fault("the ground is “light” or “dark”")
                }
                isLight = words[2] == "light"
                continue
            }
            guard let role = Role(rawValue: first) else {
                throw fault(
                    "there is no role “\(first)”; roles are "
                        + Role.allCases.map(\.rawValue).joined(separator: ", "))
            }
            guard defined.insert(role).inserted else {
                throw fault("“\(first)” is set twice; remove one of the lines")
            }
            do {
                self[role] = try Self.paint(from: words.dropFirst(2))
            } catch {
                throw fault(error.sentence)
            }
        }
    }

    /// Words separated by white space, an equals sign being one of its own.
    private static func words(of line: Substring) -> [String] {
        var words: [String] = []
        let spaced = line.split(separator: "=", omittingEmptySubsequences: false)
            .joined(separator: " = ")
        for word in spaced.split(whereSeparator: \.isWhitespace) {
            if word.hasPrefix("#"), rgb(word) == nil { break }
            words.append(String(word))
        }
        return words
    }

    private struct WordError: Error {
        let sentence: String
    }

    private static func paint(from words: ArraySlice<String>) throws(WordError) -> Paint {
        var paint = Paint()
        var colours = 0
        for word in words {
            if let attribute = TextAttributes.names.first(where: { $0.name == word })?.attribute {
                paint.attributes.insert(attribute)
            } else if let colour = colour(word), colours < 2, paint.attributes.isEmpty {
                if colours == 0 { paint.foreground = colour } else { paint.background = colour }
                colours += 1
            } else {
                throw WordError(
                    sentence: "“\(word)” is neither a colour in its place nor an attribute; "
                        + "write default, a name such as bright-red, #RRGGBB, or bold, "
                        + "underline, reverse, dim, italic")
            }
        }
        return paint
    }

    private static func colour(_ word: String) -> Colour? {
        if word == "default" { return .standard }
        if let rgb = rgb(word[...]) { return .rgb(rgb) }
        let isBright = word.hasPrefix("bright-")
        let name = isBright ? String(word.dropFirst("bright-".count)) : word
        guard let index = Colour.names.firstIndex(of: name) else { return nil }
        return .named(UInt8(index + (isBright ? 8 : 0)))
    }

    private static func rgb(_ word: Substring) -> RGB? {
        guard word.hasPrefix("#"), word.count == 7, word.dropFirst().allSatisfy(\.isHexDigit)
        else { return nil }
        return UInt32(word.dropFirst(), radix: 16).map(RGB.init(hex:))
    }
}
