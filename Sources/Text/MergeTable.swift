/// The merges of a vocabulary by id, and the loop that applies them to one piece.
struct MergeTable {
    /// Closes the last token of every word.
    static let endOfWord = "</w>"
    /// What the end of a word decodes to.
    static let wordEnd = UInt8(ascii: " ")

    private struct Rule {
        let rank: Int
        let result: Int
    }

    private var rules: [UInt64: Rule] = [:]
    private let inner: [Int]
    private let final: [Int]

    init(
        vocabulary: [String: Int], merges: [TokenPair], unknown: Int, source: String
    ) throws {
        inner = ByteAlphabet.characters.map { vocabulary[$0] ?? unknown }
        final = ByteAlphabet.characters.map { vocabulary[$0 + MergeTable.endOfWord] ?? unknown }
        rules.reserveCapacity(merges.count)
        for (rank, pair) in merges.enumerated() {
            func id(_ token: String) throws -> Int {
                guard let id = vocabulary[token] else {
                    throw TokenizerError.unknownMerge(path: source, number: rank + 1, token: token)
                }
                return id
            }
            let key = try MergeTable.key(id(pair.first), id(pair.second))
            let rule = try Rule(rank: rank, result: id(pair.first + pair.second))
            rules[key] = rule
        }
    }

    /// The ids of one piece: its bytes, with the best-ranked pair merged until none is left.
    func merge(_ bytes: [UInt8]) -> [Int] {
        guard let last = bytes.last else { return [] }
        var ids = bytes.dropLast().map { inner[Int($0)] } + [final[Int(last)]]
        while let (pair, rule) = bestPair(in: ids) {
            ids = replace(pair, by: rule.result, in: ids)
        }
        return ids
    }

    private func bestPair(in ids: [Int]) -> (pair: UInt64, rule: Rule)? {
        var best: (pair: UInt64, rule: Rule)?
        for index in ids.indices.dropLast() {
            let key = MergeTable.key(ids[index], ids[index + 1])
            guard let rule = rules[key] else { continue }
            if best.map({ rule.rank < $0.rule.rank }) ?? true { best = (key, rule) }
        }
        return best
    }

    private func replace(_ pair: UInt64, by result: Int, in ids: [Int]) -> [Int] {
        var merged: [Int] = []
        merged.reserveCapacity(ids.count)
        var index = 0
        while index < ids.count {
            let isPair =
                index + 1 < ids.count && MergeTable.key(ids[index], ids[index + 1]) == pair
            merged.append(isPair ? result : ids[index])
            index += isPair ? 2 : 1
        }
        return merged
    }

    private static func key(_ first: Int, _ second: Int) -> UInt64 {
        UInt64(UInt32(truncatingIfNeeded: first)) << 32
            | UInt64(UInt32(truncatingIfNeeded: second))
    }
}
