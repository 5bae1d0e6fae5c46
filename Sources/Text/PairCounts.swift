/// How often each pair of neighbouring tokens occurs in a collection of words.
struct PairCounts {
    private struct Word {
        var tokens: [String]
        let count: Int
    }

    private var words: [Word]
    private var counts: [TokenPair: Int] = [:]
    /// The words that have held a pair; some may have lost it since.
    private var places: [TokenPair: Set<Int>] = [:]

    init(texts: some Sequence<String>) {
        var occurrences: [[UInt8]: Int] = [:]
        for text in texts {
            for piece in PieceSplitter.pieces(of: text) {
                occurrences[piece.bytes, default: 0] += 1
            }
        }
        words = occurrences.map { bytes, count in
            var tokens = bytes.map { ByteAlphabet.characters[Int($0)] }
            tokens[tokens.count - 1] += MergeTable.endOfWord
            return Word(tokens: tokens, count: count)
        }
        for index in words.indices { add(index, sign: 1) }
    }

    /// The next pair to merge; `nil` where none occurs twice.
    var mostFrequent: TokenPair? {
        let best = counts.max { left, right in
            if left.value != right.value { return left.value < right.value }
            return (left.key.first, left.key.second) > (right.key.first, right.key.second)
        }
        guard let best, best.value >= 2 else { return nil }
        return best.key
    }

    mutating func merge(_ pair: TokenPair) {
        for index in places.removeValue(forKey: pair) ?? [] {
            add(index, sign: -1)
            words[index].tokens = replace(pair, in: words[index].tokens)
            add(index, sign: 1)
        }
    }

    private mutating func add(_ index: Int, sign: Int) {
        let word = words[index]
        for (first, second) in zip(word.tokens, word.tokens.dropFirst()) {
            let pair = TokenPair(first, second)
            counts[pair, default: 0] += sign * word.count
            if counts[pair] == 0 { counts[pair] = nil }
            if sign > 0 { places[pair, default: []].insert(index) }
        }
    }

    private func replace(_ pair: TokenPair, in tokens: [String]) -> [String] {
        var merged: [String] = []
        var index = 0
        while index < tokens.count {
            let isPair =
                index + 1 < tokens.count && tokens[index] == pair.first
                && tokens[index + 1] == pair.second
            merged.append(isPair ? pair.first + pair.second : tokens[index])
            index += isPair ? 2 : 1
        }
        return merged
    }
}
