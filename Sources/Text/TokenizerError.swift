/// Why a tokenizer could not be read, learned or applied.
public enum TokenizerError: Error, Equatable, CustomStringConvertible {
    case missingFile(folder: String, file: String)
    case unreadable(path: String, reason: String)
    case unsupported(path: String, reason: String)
    case unknownMerge(path: String, number: Int, token: String)
    case missingSpecialToken(path: String, token: String)
    case promptTooLong(tokens: Int, limit: Int)
    case contextTooShort(length: Int)
    case vocabularyTooSmall(size: Int, minimum: Int)

    public var description: String {
        switch self {
        case .missingFile(let folder, let file):
            "The tokenizer folder \(folder) has no \(file); it needs vocab.json and merges.txt, "
                + "or tokenizer.json."
        case .unreadable(let path, let reason):
            "\(path) cannot be read (\(reason)); copy it again from where it was published."
        case .unsupported(let path, let reason):
            "\(path) is not a CLIP tokenizer: \(reason). Use the tokenizer folder that came with "
                + "the model's text encoder."
        case .unknownMerge(let path, let number, let token):
            "Merge \(number) needs the token \"\(token)\", which the vocabulary in \(path) does not "
                + "have; take all tokenizer files from the same model."
        case .missingSpecialToken(let path, let token):
            "The vocabulary in \(path) has no \"\(token)\", which marks the text's bounds; take "
                + "all tokenizer files from the same model."
        case .promptTooLong(let tokens, let limit):
            "The prompt has \(tokens) tokens, the text encoder reads \(limit); shorten it, or "
                + "pass --truncate to have its end cut off."
        case .contextTooShort(let length):
            "A context of \(length) tokens leaves no room for text; it needs at least 3."
        case .vocabularyTooSmall(let size, let minimum):
            "A vocabulary of \(size) entries cannot spell every text; ask for at least \(minimum)."
        }
    }
}
