import Foundation

extension Tokenizer {
    /// The `tokenizer` folder of a model: `vocab.json` and `merges.txt`, or the `tokenizer.json`
    /// that transformers 5 writes, with `tokenizer_config.json` and `special_tokens_map.json`
    /// where they are.
    public convenience init(folder: String) throws {
        let settings = try TokenizerSettings(folder: folder)
        let vocabulary = "\(folder)/vocab.json"
        let whole = "\(folder)/tokenizer.json"
        let files = FileManager.default
        if files.fileExists(atPath: vocabulary) {
            let merges = "\(folder)/merges.txt"
            guard files.fileExists(atPath: merges) else {
                throw TokenizerError.missingFile(folder: folder, file: "merges.txt")
            }
            try self.init(
                vocabulary: JSONFile.decode([String: Int].self, at: vocabulary),
                merges: Tokenizer.pairs(inMergesFile: merges), settings: settings,
                source: vocabulary)
        } else if files.fileExists(atPath: whole) {
            let file = try JSONFile.decode(TokenizerFile.self, at: whole)
            try file.check(path: whole)
            try self.init(
                vocabulary: file.vocabulary, merges: file.merges, settings: settings,
                source: whole, literals: file.specialTokens)
        } else {
            throw TokenizerError.missingFile(folder: folder, file: "vocab.json")
        }
    }

    private convenience init(
        vocabulary: [String: Int], merges: [TokenPair], settings: TokenizerSettings,
        source: String, literals: [String] = []
    ) throws {
        try self.init(
            vocabulary: vocabulary, merges: merges, specialTokens: settings.specialTokens,
            contextLength: settings.contextLength ?? 77, source: source, literals: literals)
    }

    private static func pairs(inMergesFile path: String) throws -> [TokenPair] {
        let bytes = try JSONFile.contents(of: path)
        var pairs: [TokenPair] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if number == 0, text.starts(with: "#version".utf8) { continue }
            let parts = text.split(separator: UInt8(ascii: " "))
            guard parts.count == 2 else {
                throw TokenizerError.unreadable(
                    path: path, reason: "line \(number + 1) is not a pair of tokens")
            }
            pairs.append(
                TokenPair(
                    String(decoding: parts[0], as: UTF8.self),
                    String(decoding: parts[1], as: UTF8.self)))
        }
        return pairs
    }

    /// Writes the files that `CLIPTokenizer.from_pretrained` and `init(folder:)` read.
    public func write(toFolder folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let entries = vocabulary.sorted { $0.value < $1.value }
            .map { "\(Tokenizer.quoted($0.key)):\($0.value)" }
        let lines = ["#version: 0.2"] + merges.map { "\($0.first) \($0.second)" }
        let special = [
            "bos_token": specialTokens.begin, "eos_token": specialTokens.end,
            "pad_token": specialTokens.padding, "unk_token": specialTokens.end,
        ]
        var settings = special.mapValues { Tokenizer.quoted($0) }
        settings["add_prefix_space"] = "false"
        settings["do_lower_case"] = "true"
        settings["errors"] = Tokenizer.quoted("replace")
        settings["model_max_length"] = String(contextLength)
        settings["tokenizer_class"] = Tokenizer.quoted("CLIPTokenizer")
        let files = [
            "vocab.json": "{" + entries.joined(separator: ",") + "}",
            "merges.txt": lines.joined(separator: "\n"),
            "tokenizer_config.json": Tokenizer.object(settings),
            "special_tokens_map.json": Tokenizer.object(
                special.mapValues { Tokenizer.quoted($0) }),
        ]
        for (name, text) in files {
            let path = URL(fileURLWithPath: "\(folder)/\(name)")
            try Data((text + "\n").utf8).write(to: path, options: .atomic)
        }
    }

    private static func object(_ values: [String: String]) -> String {
        let lines = values.sorted { $0.key < $1.key }.map { "  \(quoted($0.key)): \($0.value)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}
