/// One of two pictures that a person chooses between.
public struct JudgedPicture: Sendable, Codable, Equatable {
    /// Who made it.
    public enum Source: Sendable, Codable, Hashable {
        /// The policy, as a sample of an epoch's rollout.
        case policy(epoch: Int, index: Int)
        case anchor
    }

    public var source: Source
    /// PNG, relative to the run folder.
    public var path: String
    /// What each reward says of it, unscaled, by reward name, and their weighted sum, as trained
    /// on, under ``total``.
    public var scores: [String: Double]

    /// The sum's name among the scores; no reward has it.
    public static let total = "total"

    public init(source: Source, path: String, scores: [String: Double]) {
        self.source = source
        self.path = path
        self.scores = scores
    }
}
