/// What is kept of one of the anchor's images of a prompt.
public struct AnchorImage: Sendable, Equatable, Codable {
    public let seed: UInt64
    /// Unscaled, by reward name.
    public let scores: [String: Double]
    /// Standard deviation of the picture's grey values.
    public let contrast: Double
    /// What the reward by a person's choices sees of it, where that was asked for.
    public let features: [Double]?

    public init(
        seed: UInt64, scores: [String: Double], contrast: Double, features: [Double]? = nil
    ) {
        self.seed = seed
        self.scores = scores
        self.contrast = contrast
        self.features = features
    }
}
