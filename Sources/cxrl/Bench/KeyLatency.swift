import Studies

/// How long a workbench takes to answer keys.
struct KeyLatency {
    /// Longer than this is no answer.
    private static let limit = 2.0
    /// Seconds between two keys, as between those of a hand.
    private static let pauses = 0.03...0.13

    /// Two keys that undo each other.
    let keys: [String]
    /// What only they bring onto the screen.
    let marker: String

    /// Presses the keys in turn.
    ///
    /// - Returns: seconds until the answer for each; infinite for one that was not answered.
    func measure(
        _ child: ChildOnTerminal, count: Int, _ generator: inout SeededGenerator
    ) throws -> [Double] {
        try (0..<count).map { index in
            try child.drain(seconds: .random(in: Self.pauses, using: &generator))
            child.type(keys[index % keys.count])
            return try child.seconds(until: marker, limit: Self.limit) ?? .infinity
        }
    }
}
