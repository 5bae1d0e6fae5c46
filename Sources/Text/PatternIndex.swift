/// Patterns with what each of them means, found fast by the first letters of a word.
struct PatternIndex<Meaning: Sendable>: Sendable {
    struct Match: Sendable {
        let meaning: Meaning
        /// Positions of the sentence's tokens.
        let range: Range<Int>
    }

    private var entries: [String: [(pattern: WordPattern, meaning: Meaning)]] = [:]

    init(_ patterns: [(meaning: Meaning, texts: [String])]) {
        for (meaning, texts) in patterns {
            for text in texts {
                let pattern = WordPattern(text)
                for head in Set(pattern.heads) {
                    entries[head, default: []].append((pattern, meaning))
                }
            }
        }
    }

    /// Every match in a sentence, in the order of where they begin.
    func matches(in tokens: [ReportToken]) -> [Match] {
        tokens.indices.flatMap { start -> [Match] in
            guard tokens[start].kind == .word,
                let candidates = entries[String(tokens[start].text.prefix(3))]
            else { return [] }
            return candidates.compactMap { pattern, meaning in
                pattern.end(in: tokens, from: start).map {
                    Match(meaning: meaning, range: start..<$0)
                }
            }
        }
    }
}
