public import Configuration

/// The sum of rewards that a policy is trained on.
public struct RewardTotal: Sendable, Equatable {
    /// By reward name; a reward without a weight counts nothing.
    public var weights: [String: Double]
    public var scaling: RewardScaling
    public var feedback: ComparativeFeedback

    public init(
        weights: [String: Double], scaling: RewardScaling = RewardScaling(),
        feedback: ComparativeFeedback
    ) {
        self.weights = weights
        self.scaling = scaling
        self.feedback = feedback
    }

    /// The scaled reward of a score, without its weight.
    ///
    /// - Parameter anchors: the anchor's scores, unscaled; their mean is what a comparative
    ///   reward is compared with.
    public func reward(
        _ name: String, _ feedback: RewardFeedback, score: Double, anchors: [Double]
    ) -> Double {
        let divisor = scaling.divisor(of: name)
        guard let comparison = self.feedback.resolved(feedback), !anchors.isEmpty else {
            return score / divisor
        }
        let mean = anchors.reduce(0, +) / Double(anchors.count)
        return comparison.reward(score / divisor, against: mean / divisor)
    }

    /// Scaled rewards, weighted and added.
    public func sum(of rewards: [String: Double]) -> Double {
        rewards.sorted { $0.key < $1.key }
            .reduce(0) { $0 + $1.value * (weights[$1.key] ?? 0) }
    }
}
