/// A term of a prompt that others can replace.
public struct VariableTerm: Sendable, Equatable {
    /// Offsets of its characters from the prompt's start.
    public let range: Range<Int>
    /// As the prompt has it first, then what can stand there instead.
    public let choices: [String]

    /// The prompt with a choice in the term's place; a capital at its start stays one.
    public func text(_ prompt: String, choice: Int) -> String {
        let characters = Array(prompt)
        var word = choices[choice]
        if let first = characters[range].first, first.isUppercase, characters[range].count > 2 {
            word = word.prefix(1).uppercased() + word.dropFirst()
        }
        return String(characters[..<range.lowerBound]) + word
            + String(characters[range.upperBound...])
    }
}

extension FieldTerms {
    /// The terms of a prompt that others can replace, in order; none covers another.
    public static func variable(in prompt: String) -> [VariableTerm] {
        let characters = Array(prompt)
        var found: [VariableTerm] = []
        var start = 0
        while start < characters.count {
            guard start == 0 || !characters[start - 1].isOfTerm,
                let term = longestTerm(at: start, in: characters)
            else {
                start += 1
                continue
            }
            found.append(term)
            start = term.range.upperBound
        }
        return found
    }

    private static func longestTerm(at start: Int, in characters: [Character]) -> VariableTerm? {
        var best: VariableTerm?
        for group in groups {
            for word in group where word.count > best?.range.count ?? 0 {
                let end = start + word.count
                guard end <= characters.count,
                    end == characters.count || !characters[end].isOfTerm
                else { continue }
                let found = String(characters[start..<end])
                let isSame =
                    word.uppercased() == word
                    ? found == word : found.lowercased() == word.lowercased()
                guard isSame else { continue }
                best = VariableTerm(
                    range: start..<end, choices: [found] + group.filter { $0 != word })
            }
        }
        return best
    }
}
