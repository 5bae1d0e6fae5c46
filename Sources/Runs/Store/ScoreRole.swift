/// Whose number a row of `scores` is.
enum ScoreRole: String {
    case policy, anchor
    case winRate = "win_rate"
}
