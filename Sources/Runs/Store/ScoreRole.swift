/// Whose number a row of `scores` is.
enum ScoreRole: String {
    case policy, anchor
    case winRate = "win_rate"

    /// Beside the names of rewards: the anchor's total.
    static let total = "total"
}
