/// `tokenizer.json`.
struct TokenizerFile: Decodable {
    private enum CodingKeys: String, CodingKey {
        case model
        case added = "added_tokens"
    }

    private struct Model: Decodable {
        enum CodingKeys: String, CodingKey {
            case type
            case vocabulary = "vocab"
            case merges
            case wordEnd = "end_of_word_suffix"
        }

        let type: String?
        let vocabulary: [String: Int]
        let merges: [Merge]
        let wordEnd: String?
    }

    private struct AddedToken: Decodable {
        let id: Int
        let content: String
        let special: Bool
    }

    /// Written as `"a b"`, or as `["a", "b"]` by newer versions.
    private struct Merge: Decodable {
        let parts: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let line = try? container.decode(String.self) {
                parts = line.split(separator: " ").map(String.init)
            } else {
                parts = try container.decode([String].self)
            }
        }
    }

    private let model: Model
    private let added: [AddedToken]?

    var vocabulary: [String: Int] {
        let entries = (added ?? []).map { ($0.content, $0.id) }
        return model.vocabulary.merging(entries) { known, _ in known }
    }

    var merges: [TokenPair] { model.merges.map { TokenPair($0.parts[0], $0.parts[1]) } }

    var specialTokens: [String] { (added ?? []).filter(\.special).map(\.content) }

    func check(path: String) throws {
        guard (model.type ?? "BPE") == "BPE", model.wordEnd == MergeTable.endOfWord
        else {
            throw TokenizerError.unsupported(
                path: path, reason: "its model is not a BPE with the word end </w>")
        }
        guard model.merges.allSatisfy({ $0.parts.count == 2 }) else {
            throw TokenizerError.unreadable(path: path, reason: "a merge is not a pair of tokens")
        }
    }
}
