/// `tokenizer.json`.
struct TokenizerFile: Decodable {
    private struct Model: Decodable {
        let type: String?
        let vocab: [String: Int]
        let merges: [Merge]
        let end_of_word_suffix: String?
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
    private let added_tokens: [AddedToken]?

    var vocabulary: [String: Int] {
        let added = (added_tokens ?? []).map { ($0.content, $0.id) }
        return model.vocab.merging(added) { known, _ in known }
    }

    var merges: [TokenPair] { model.merges.map { TokenPair($0.parts[0], $0.parts[1]) } }

    var specialTokens: [String] { (added_tokens ?? []).filter(\.special).map(\.content) }

    func check(path: String) throws {
        guard (model.type ?? "BPE") == "BPE", model.end_of_word_suffix == MergeTable.endOfWord
        else {
            throw TokenizerError.unsupported(
                path: path, reason: "its model is not a BPE with the word end </w>")
        }
        guard model.merges.allSatisfy({ $0.parts.count == 2 }) else {
            throw TokenizerError.unreadable(path: path, reason: "a merge is not a pair of tokens")
        }
    }
}
