/// What is kept of one of the anchor's images of a prompt.
public struct AnchorImage: Sendable, Equatable, Codable {
    public let seed: UInt64
    /// Unscaled, by reward name.
    public let scores: [String: Double]
    /// Standard deviation of the picture's grey values.
    public let contrast: Double

    public init(seed: UInt64, scores: [String: Double], contrast: Double) {
        self.seed = seed
        self.scores = scores
        self.contrast = contrast
    }
}
