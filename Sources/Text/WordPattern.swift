/// A sequence of words to look for in a sentence.
///
/// Written as words with spaces between them: `a/b` is either word, `nodul*` any word that begins
/// so, `~3` up to three words of any kind, marks excluded.
struct WordPattern: Sendable {
    private enum Element: Sendable {
        case words([String])
        case prefixes([String])
        case gap(Int)
    }

    private let elements: [Element]

    init(_ text: String) {
        elements = text.split(separator: " ").map { part in
            if part.first == "~" { return .gap(Int(part.dropFirst()) ?? 0) }
            let words = part.split(separator: "/").map(String.init)
            guard part.last == "*" else { return .words(words) }
            return .prefixes(words.map { $0.last == "*" ? String($0.dropLast()) : $0 })
        }
    }

    /// What the first word may begin with, at most three letters: keys of an index.
    var heads: [String] {
        switch elements.first {
        case .words(let words), .prefixes(let words): words.map { String($0.prefix(3)) }
        case .gap, nil: []
        }
    }

    /// The end of the shortest match that begins at `start`.
    func end(in tokens: [ReportToken], from start: Int) -> Int? {
        end(of: 0, in: tokens, at: start)
    }

    private func end(of element: Int, in tokens: [ReportToken], at position: Int) -> Int? {
        guard element < elements.count else { return position }
        if case .gap(let limit) = elements[element] {
            var position = position
            for _ in 0...limit {
                if let end = end(of: element + 1, in: tokens, at: position) { return end }
                guard position < tokens.count, tokens[position].kind == .word else { return nil }
                position += 1
            }
            return nil
        }
        guard position < tokens.count, tokens[position].kind == .word,
            matches(elements[element], tokens[position].text)
        else { return nil }
        return end(of: element + 1, in: tokens, at: position + 1)
    }

    private func matches(_ element: Element, _ word: String) -> Bool {
        switch element {
        case .words(let words): words.contains(word)
        case .prefixes(let prefixes): prefixes.contains { word.hasPrefix($0) }
        case .gap: false
        }
    }
}
