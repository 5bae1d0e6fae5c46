/// Whose number a row of `scores` is.
enum ScoreRole: String {
    case policy, anchor
    case winRate = "win_rate"
    /// Of the anchor's image that is kept beside the sample.
    case anchorPicture = "anchor_picture"

    /// Beside the names of rewards: the anchor's total.
    static let total = "total"
}
