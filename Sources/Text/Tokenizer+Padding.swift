extension Tokenizer {
    /// The ids of a prompt, closed and padded to the context length.
    ///
    /// - Parameters:
    ///   - contextLength: the tokenizer's own where `nil`.
    ///   - truncate: cut off what does not fit; otherwise a longer text throws
    ///     `TokenizerError.promptTooLong`.
    public func encodePadded(
        _ text: String, contextLength: Int? = nil, truncate: Bool = false
    ) throws -> TokenizedPrompt {
        let length = contextLength ?? self.contextLength
        guard length >= 3 else { throw TokenizerError.contextTooShort(length: length) }
        let ids = encode(text)
        let room = length - 2
        guard ids.count <= room || truncate else {
            throw TokenizerError.promptTooLong(tokens: ids.count + 2, limit: length)
        }
        let kept = [beginID] + ids.prefix(room) + [endID]
        let padding = [Int](repeating: paddingID, count: length - kept.count)
        return TokenizedPrompt(
            ids: kept + padding, tokenCount: ids.count + 2,
            cutText: ids.count > room ? cutText(of: text, after: room) : "")
    }

    /// The characters that each token of `encode` covers, as offsets from the text's start.
    ///
    /// Tokens that split one character (an emoji, say) all cover it whole.
    public func tokenRanges(in text: String) -> [Range<Int>] {
        segments(of: text).flatMap { segment in
            switch segment {
            case .special(_, let characters): [characters]
            case .text(let text, let offset):
                PieceSplitter.pieces(of: text, offset: offset).flatMap { ranges(of: $0) }
            }
        }
    }

    private func ranges(of piece: Piece) -> [Range<Int>] {
        var start = 0
        return ids(of: piece.bytes).map { id in
            let end = min(start + byteCount(of: id), piece.bytes.count)
            defer { start = end }
            return piece.characters[start]..<piece.characters[end - 1] + 1
        }
    }

    private func cutText(of text: String, after count: Int) -> String {
        let ranges = tokenRanges(in: text)
        return String(text.dropFirst(ranges[count].lowerBound))
    }
}
