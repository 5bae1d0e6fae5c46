/// A word of a prompt and the tokens that spell it.
public struct PromptWord: Sendable, Equatable {
    /// As the prompt has it.
    public let text: String
    /// Offsets of its characters from the prompt's start.
    public let characters: Range<Int>
    /// Positions among the prompt's tokens, `begin` not counted.
    public let tokens: Range<Int>
}

extension Tokenizer {
    /// The words of a prompt in order: letters, digits and hyphens that touch, `54-year-old` being
    /// one. Other signs belong to none.
    public func words(in text: String) -> [PromptWord] {
        let characters = Array(text)
        var words: [PromptWord] = []
        for (token, range) in tokenRanges(in: text).enumerated() {
            guard range.allSatisfy({ characters[$0].isOfTerm }) else { continue }
            let last = words.last
            let start: PromptWord? =
                last?.characters.upperBound ?? -1 >= range.lowerBound
                    && last?.tokens.upperBound == token ? words.removeLast() : nil
            let whole = (start?.characters.lowerBound ?? range.lowerBound)..<range.upperBound
            words.append(
                PromptWord(
                    text: String(characters[whole]), characters: whole,
                    tokens: (start?.tokens.lowerBound ?? token)..<token + 1))
        }
        return words.filter { $0.text.contains { $0 != "-" } }
    }
}
