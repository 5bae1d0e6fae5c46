import Foundation

/// `tokenizer_config.json` and `special_tokens_map.json`, of which neither need exist.
struct TokenizerSettings {
    private struct File: Decodable {
        private enum CodingKeys: String, CodingKey {
            case begin = "bos_token"
            case end = "eos_token"
            case padding = "pad_token"
            case contextLength = "model_max_length"
        }

        let begin: Token?
        let end: Token?
        let padding: Token?
        let contextLength: Double?
    }

    /// Written as a string, or as an object with its `content`.
    private struct Token: Decodable {
        private struct Object: Decodable { let content: String }
        let content: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            content =
                try (try? container.decode(String.self)) ?? container.decode(Object.self).content
        }
    }

    let specialTokens: SpecialTokens
    let contextLength: Int?

    init(folder: String) throws {
        let files = try ["tokenizer_config.json", "special_tokens_map.json"]
            .map { "\(folder)/\($0)" }
            .filter { FileManager.default.fileExists(atPath: $0) }
            .map { try JSONFile.decode(File.self, at: $0) }
        func first(_ token: (File) -> Token?) -> String? {
            files.lazy.compactMap(token).first?.content
        }
        let standard = SpecialTokens()
        specialTokens = SpecialTokens(
            begin: first(\.begin) ?? standard.begin, end: first(\.end) ?? standard.end,
            padding: first(\.padding))
        // transformers writes 1e30 where it knows no limit
        contextLength = files.lazy.compactMap(\.contextLength).first { $0 < 1e6 }
            .map { Int($0) }
    }
}
