/// What a reward makes of an image's score: takes it as it is, or compares it with the anchor's.
public enum RewardFeedback: String, Sendable, CaseIterable {
    case absolute
    /// As `rlcf.comparison` says.
    case comparative
    case difference, sign, logistic
}
