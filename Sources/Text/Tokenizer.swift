import Synchronization

/// CLIP's byte-level BPE tokenizer (Radford et al., "Learning Transferable Visual Models From
/// Natural Language Supervision", 2021), equal in its ids to `transformers`' `CLIPTokenizer`.
public final class Tokenizer: Sendable {
    /// Every entry with its id.
    public let vocabulary: [String: Int]
    /// The learned pairs, the most valuable first.
    public let merges: [TokenPair]
    public let specialTokens: SpecialTokens
    /// How many tokens the text encoder reads, `begin` and `end` included.
    public let contextLength: Int
    public let beginID: Int
    public let endID: Int
    public let paddingID: Int

    private let table: MergeTable
    private let texts: [Int: [UInt8]]
    private let literals: [(text: String, id: Int)]
    /// Pieces met before with their ids; protected by its mutex.
    private let cache = Mutex<[[UInt8]: [Int]]>([:])
    private static let cacheLimit = 1 << 16

    /// - Parameters:
    ///   - source: the file that errors name.
    ///   - literals: further special tokens, recognised in the text as they are written.
    public init(
        vocabulary: [String: Int], merges: [TokenPair],
        specialTokens: SpecialTokens = SpecialTokens(), contextLength: Int = 77,
        source: String = "the vocabulary", literals: [String] = []
    ) throws {
        func id(_ token: String) throws -> Int {
            guard let id = vocabulary[token] else {
                throw TokenizerError.missingSpecialToken(path: source, token: token)
            }
            return id
        }
        beginID = try id(specialTokens.begin)
        endID = try id(specialTokens.end)
        paddingID = try id(specialTokens.padding)
        let special = [specialTokens.begin, specialTokens.end, specialTokens.padding] + literals
        self.literals = try Set(special).sorted().map { ($0, try id($0)) }
        table = try MergeTable(
            vocabulary: vocabulary, merges: merges, unknown: endID, source: source)
        texts = Tokenizer.texts(of: vocabulary, except: Set(special))
        self.vocabulary = vocabulary
        self.merges = merges
        self.specialTokens = specialTokens
        self.contextLength = contextLength
    }

    /// The ids of a text, without `begin` and `end`, however long it is.
    public func encode(_ text: String) -> [Int] {
        segments(of: text).flatMap { segment in
            switch segment {
            case .special(let id, _): [id]
            case .text(let text, let offset):
                PieceSplitter.pieces(of: text, offset: offset).flatMap { ids(of: $0.bytes) }
            }
        }
    }

    /// The text of some ids: lower-cased, with a space after each word; special tokens left out.
    public func decode(_ ids: [Int]) -> String {
        let bytes = ids.flatMap { texts[$0] ?? [] }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix(" ") ? String(text.dropLast()) : text
    }

    func ids(of piece: [UInt8]) -> [Int] {
        if let known = cache.withLock({ $0[piece] }) { return known }
        let ids = table.merge(piece)
        cache.withLock { cache in
            if cache.count >= Tokenizer.cacheLimit { cache.removeAll() }
            cache[piece] = ids
        }
        return ids
    }

    /// How many bytes of text an id stands for; 1 for what the vocabulary cannot spell.
    func byteCount(of id: Int) -> Int {
        guard let text = texts[id] else { return 1 }
        return text.last == MergeTable.wordEnd ? text.count - 1 : text.count
    }

    private static func texts(
        of vocabulary: [String: Int], except special: Set<String>
    ) -> [Int: [UInt8]] {
        var texts: [Int: [UInt8]] = [:]
        for (token, id) in vocabulary where !special.contains(token) {
            let isEnd = token.hasSuffix(MergeTable.endOfWord)
            let spelling = isEnd ? String(token.dropLast(MergeTable.endOfWord.count)) : token
            guard let bytes = ByteAlphabet.bytes(of: spelling) else { continue }
            texts[id] = isEnd ? bytes + [MergeTable.wordEnd] : bytes
        }
        return texts
    }
}

extension Tokenizer {
    enum Segment {
        case special(id: Int, characters: Range<Int>)
        case text(Substring, offset: Int)
    }

    /// The text cut at special tokens that are written out in it.
    func segments(of text: String) -> [Segment] {
        var segments: [Segment] = []
        var rest = text[...]
        var offset = 0
        func add(_ part: Substring) {
            if !part.isEmpty { segments.append(.text(part, offset: offset)) }
            offset += part.count
        }
        while let (range, literal) = firstLiteral(in: rest) {
            add(rest[..<range.lowerBound])
            let count = rest[range].count
            segments.append(.special(id: literal, characters: offset..<offset + count))
            offset += count
            rest = rest[range.upperBound...]
        }
        add(rest)
        return segments
    }

    private func firstLiteral(in text: Substring) -> (Range<Substring.Index>, Int)? {
        var best: (range: Range<Substring.Index>, id: Int)?
        for literal in literals {
            guard let first = literal.text.first, text.contains(first),
                let range = text.firstRange(of: literal.text)
            else { continue }
            if best.map({ range.lowerBound < $0.range.lowerBound }) ?? true {
                best = (range, literal.id)
            }
        }
        return best.map { ($0.range, $0.id) }
    }
}
