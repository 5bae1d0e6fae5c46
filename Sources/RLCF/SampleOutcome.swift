public import Images

/// One generated image of a rollout and how it was judged.
public struct SampleOutcome: Sendable, Equatable {
    /// Position in the rollout, from 0.
    public let index: Int
    public let promptID: Int
    public let prompt: String
    public let seed: UInt64
    /// What each reward says of the policy's image, unscaled, by reward name.
    public let scores: [String: Double]
    /// The same for the anchor: the mean over its images that this one is compared with.
    public let anchorScores: [String: Double]
    /// The share of those images that this one beats.
    public let winRates: [String: Double]
    /// Scaled and compared, without weights.
    public let rewards: [String: Double]
    /// The weighted sum of `rewards`, as trained on.
    public let total: Double
    /// The total of an image that scores as the anchor's do on average.
    public let anchorTotal: Double
    public let advantage: Double
    public let picture: GreyPicture
}
