/// A word or mark of a report with its place.
struct ReportToken: Equatable {
    enum Kind {
        case word
        /// Comma or bracket: separates, but a list may run over it.
        case comma
        /// Ends a statement: full stop, semicolon, colon, blank line.
        case stop
    }

    /// Lower-cased.
    let text: String
    let kind: Kind
    /// Offsets of characters from the text's start.
    let range: Range<Int>

    /// The words and marks of a text, sentence by sentence, without the stops.
    static func sentences(of text: String) -> [[ReportToken]] {
        tokens(of: text).split { $0.kind == .stop }.map(Array.init)
    }

    private static func tokens(of text: String) -> [ReportToken] {
        let characters = Array(text)
        var tokens: [ReportToken] = []
        var position = 0
        while position < characters.count {
            let start = position
            position += 1
            if isWordPart(characters[start]) {
                while position < characters.count, isWordPart(characters[position]) {
                    position += 1
                }
                let word = String(characters[start..<position]).lowercased()
                tokens.append(ReportToken(text: word, kind: .word, range: start..<position))
            } else if let kind = kind(ofMarkAt: start, in: characters) {
                tokens.append(
                    ReportToken(
                        text: String(characters[start]), kind: kind, range: start..<position))
            }
        }
        return tokens
    }

    private static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private static func kind(ofMarkAt index: Int, in characters: [Character]) -> Kind? {
        let next = index + 1 < characters.count ? characters[index + 1] : nil
        switch characters[index] {
        case ",", "(", ")", "[", "]", "–", "—": return .comma
        case ".":
            let isDecimal = index > 0 && characters[index - 1].isNumber && next?.isNumber == true
            return isDecimal ? nil : .stop
        case ";", ":", "!", "?": return .stop
        // reports break lines inside sentences, and leave a line blank between paragraphs
        case "\n", "\r\n": return next?.isNewline == true ? .stop : nil
        default: return nil
        }
    }
}
