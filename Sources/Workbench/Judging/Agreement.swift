/// How often something prefers what a person has chosen, among pairs of which one picture was
/// found better.
public struct Agreement: Sendable, Equatable {
    /// Pairs that both have an opinion of.
    public let count: Int
    /// Pairs of which they say the same; half a pair where the two pictures are worth the same.
    public let agreed: Double

    /// - Parameter difference: how much better the left picture is than the right one; nil where
    ///   that is not known.
    public init(
        _ judgements: [PairJudgement], _ difference: (PairJudgement) -> Double?
    ) {
        let parts = judgements.compactMap { judgement -> Double? in
            guard judgement.choice != .neither, let difference = difference(judgement) else {
                return nil
            }
            if difference == 0 { return 0.5 }
            return (difference > 0) == (judgement.choice == .left) ? 1 : 0
        }
        count = parts.count
        agreed = parts.reduce(0, +)
    }

    /// With a reward, by its name, or with the weighted sum.
    public init(_ judgements: [PairJudgement], reward: String) {
        self.init(judgements) { $0.difference(reward) }
    }

    /// Of the policy over the anchor: how often its picture was found better.
    public init(policyIn judgements: [PairJudgement]) {
        self.init(judgements) { judgement in
            switch (judgement.left.source, judgement.right.source) {
            case (.policy, .anchor): 1
            case (.anchor, .policy): -1
            case (.policy, .policy), (.anchor, .anchor): nil
            }
        }
    }

    /// 0…1; nil without pairs.
    public var share: Double? { count > 0 ? agreed / Double(count) : nil }

    /// The 95 % interval of the share (Wilson, "Probable inference, the law of succession, and
    /// statistical inference", JASA 1927); nil without pairs.
    public var interval: ClosedRange<Double>? {
        guard let share else { return nil }
        let (size, z) = (Double(count), 1.96)
        let centre = share + z * z / (2 * size)
        let margin = z * (share * (1 - share) / size + z * z / (4 * size * size)).squareRoot()
        let scale = 1 + z * z / size
        return max(0, (centre - margin) / scale)...min(1, (centre + margin) / scale)
    }
}
