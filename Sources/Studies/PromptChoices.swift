/// Draws for the prompt writer.
struct PromptChoices {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func chance(_ probability: Double) -> Bool {
        Double(generator.next() >> 11) * 0x1p-53 < probability
    }

    /// From 0 to `limit`, without it.
    mutating func below(_ limit: Int) -> Int { Int(generator.next() % UInt64(max(1, limit))) }

    mutating func pick(_ options: [String]) -> String {
        options.isEmpty ? "" : options[below(options.count)]
    }

    mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
        var items = items
        for index in items.indices.dropFirst() { items.swapAt(index, below(index + 1)) }
        return items
    }
}
