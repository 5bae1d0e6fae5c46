internal import Foundation

/// BERT's tokenizer: words and punctuation, each spelled with the longest pieces of a vocabulary
/// (Wu et al., arXiv 1609.08144; Devlin et al., NAACL 2019), as `transformers`' BertTokenizer.
public struct WordPieceTokenizer: Sendable {
    /// Every piece with its id; those that go on in a word begin with `##`.
    public let vocabulary: [String: Int]
    /// Whether case and accents are dropped.
    public let lowercases: Bool
    private let unknown: Int
    private let begin: Int
    private let end: Int

    /// Longer words are unknown.
    private static let longestWord = 100

    /// - Throws: `TokenizerError` where `[UNK]`, `[CLS]` or `[SEP]` is missing.
    public init(vocabulary: [String: Int], lowercases: Bool, source: String) throws {
        func id(_ token: String) throws -> Int {
            guard let id = vocabulary[token] else {
                throw TokenizerError.missingSpecialToken(path: source, token: token)
            }
            return id
        }
        self.vocabulary = vocabulary
        self.lowercases = lowercases
        (unknown, begin, end) = (try id("[UNK]"), try id("[CLS]"), try id("[SEP]"))
    }

    /// Reads `vocab.txt` and, where it is there, `tokenizer_config.json`.
    public init(folder: String) throws {
        let path = "\(folder)/vocab.txt"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TokenizerError.unreadable(path: path, reason: "it is missing or not text")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let pieces = lines.enumerated().map { index, line in
            (line.trimmingCharacters(in: .whitespacesAndNewlines), index)
        }
        struct Settings: Decodable {
            let lowercases: Bool?

            enum CodingKeys: String, CodingKey { case lowercases = "do_lower_case" }
        }
        let settings = FileManager.default.contents(atPath: "\(folder)/tokenizer_config.json")
            .flatMap { try? JSONDecoder().decode(Settings.self, from: $0) }
        try self.init(
            vocabulary: Dictionary(pieces.filter { !$0.0.isEmpty }) { first, _ in first },
            lowercases: settings?.lowercases ?? true, source: path)
    }

    /// The ids of a text between its two markers.
    ///
    /// - Parameter limit: ids at most, the markers included; the text's end is cut.
    public func encode(_ text: String, limit: Int) -> [Int] {
        let ids = words(of: text).lazy.flatMap(pieces)
        return [begin] + Array(ids.prefix(max(0, limit - 2))) + [end]
    }

    /// Words and single punctuation marks.
    private func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func finish() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in normalized(text).unicodeScalars {
            if scalar.properties.isWhitespace {
                finish()
            } else if Self.standsAlone(scalar) {
                finish()
                words.append(String(scalar))
            } else if !Self.isControl(scalar) {
                word.append(scalar)
            }
        }
        finish()
        return words
    }

    private func normalized(_ text: String) -> String {
        guard lowercases else { return text }
        let decomposed = text.lowercased().decomposedStringWithCanonicalMapping
        var kept = String.UnicodeScalarView()
        kept.append(
            contentsOf: decomposed.unicodeScalars.filter {
                $0.properties.generalCategory != .nonspacingMark
            })
        return String(kept)
    }

    private func pieces(of word: String) -> [Int] {
        let characters = Array(word.unicodeScalars)
        guard characters.count <= Self.longestWord else { return [unknown] }
        var found: [Int] = []
        var start = 0
        while start < characters.count {
            var match: (id: Int, end: Int)?
            for end in stride(from: characters.count, to: start, by: -1) {
                var piece = String.UnicodeScalarView()
                piece.append(contentsOf: characters[start..<end])
                if let id = vocabulary[(start > 0 ? "##" : "") + String(piece)] {
                    match = (id, end)
                    break
                }
            }
            guard let match else { return [unknown] }
            found.append(match.id)
            start = match.end
        }
        return found
    }

    /// Punctuation, in the wide sense that BERT gives it, and ideographs.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 33...47, 58...64, 91...96, 123...126: return true
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x2CEAF,
            0x2F800...0x2FA1F:
            return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned: true
        default: scalar.value == 0xFFFD
        }
    }
}
