/// What the Rewards pane shows.
struct RewardsState: Sendable, Equatable {
    /// Over the rewards first, then the prompts.
    var cursor = 0
    var sort = SortColumn.total
    var isAscending = true
    /// Nil shows the newest epoch.
    var epoch: Int?
    var filter = ""

    /// A column of the per-prompt table.
    enum SortColumn: Hashable, Sendable {
        case prompt, count, total
        case reward(String)

        /// All columns of a run's table, from the left.
        static func all(rewards: [String]) -> [SortColumn] {
            [.total] + rewards.map(SortColumn.reward) + [.count, .prompt]
        }

        var name: String {
            switch self {
            case .prompt: "prompt"
            case .count: "n"
            case .total: "total"
            case .reward(let name): name
            }
        }
    }
}
