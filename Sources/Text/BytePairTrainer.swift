/// Learns a byte-level BPE vocabulary in CLIP's form from texts (Sennrich et al., "Neural Machine
/// Translation of Rare Words with Subword Units", 2016).
///
/// The most frequent pair is merged first, among equals the one whose spelling sorts first, so
/// that the same texts give the same vocabulary in any order.
public struct BytePairTrainer: Sendable {
    /// All bytes, all bytes at a word's end, `begin` and `end`.
    public static let minimumSize = 2 * 256 + 2

    /// Entries of the vocabulary, special tokens included; fewer are learned where no pair is
    /// left that occurs twice.
    public var vocabularySize: Int
    public var contextLength: Int
    public var specialTokens: SpecialTokens

    public init(
        vocabularySize: Int = 1024, contextLength: Int = 77,
        specialTokens: SpecialTokens = SpecialTokens()
    ) {
        self.vocabularySize = vocabularySize
        self.contextLength = contextLength
        self.specialTokens = specialTokens
    }

    public func train(on texts: some Sequence<String>) throws -> Tokenizer {
        guard vocabularySize >= BytePairTrainer.minimumSize else {
            throw TokenizerError.vocabularyTooSmall(
                size: vocabularySize, minimum: BytePairTrainer.minimumSize)
        }
        var words = PairCounts(texts: texts)
        var entries = ByteAlphabet.order.map { ByteAlphabet.characters[Int($0)] }
        entries += entries.map { $0 + MergeTable.endOfWord }
        var known = Set(entries)
        var merges: [TokenPair] = []
        while entries.count < vocabularySize - 2, let pair = words.mostFrequent {
            merges.append(pair)
            // two different pairs may spell one token
            if known.insert(pair.first + pair.second).inserted {
                entries.append(pair.first + pair.second)
            }
            words.merge(pair)
        }
        for token in [specialTokens.begin, specialTokens.end, specialTokens.padding]
        where known.insert(token).inserted {
            entries.append(token)
        }
        let ids = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1, $0) })
        return try Tokenizer(
            vocabulary: ids, merges: merges, specialTokens: specialTokens,
            contextLength: contextLength)
    }
}
