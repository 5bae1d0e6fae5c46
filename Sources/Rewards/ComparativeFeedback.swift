public import Configuration
internal import Foundation

/// The comparison of a policy's image with the anchor's: r = RLCF(s(x), s(x̂)) (Han et al.,
/// MICCAI 2024, arXiv 2403.06516; the paper is silent on the function).
public struct ComparativeFeedback: Sendable, Equatable {
    public var comparison: Configuration.RLCF.Comparison
    /// Steepness of the logistic comparison.
    public var beta: Double

    public init(_ comparison: Configuration.RLCF.Comparison, beta: Double = 1) {
        self.comparison = comparison
        self.beta = beta
    }

    public init(_ settings: Configuration.RLCF) {
        self.init(settings.comparison, beta: settings.logisticBeta)
    }

    /// The comparison that a reward asks for; nil where it asks for none.
    func resolved(_ feedback: RewardFeedback) -> ComparativeFeedback? {
        switch feedback {
        case .absolute: nil
        case .comparative: self
        case .difference: ComparativeFeedback(.difference)
        case .sign: ComparativeFeedback(.sign)
        case .logistic: ComparativeFeedback(.logistic, beta: beta)
        }
    }

    /// The reward of a score against the mean of the anchor's scores, all in the same unit.
    public func reward(_ score: Double, against anchor: Double) -> Double {
        let difference = score - anchor
        switch comparison {
        case .difference: return difference
        case .sign: return difference > 0 ? 1 : difference < 0 ? -1 : 0
        case .logistic: return Self.logSigmoid(beta * difference)
        case .direct: return score
        }
    }

    /// The share of the anchor's images that the score beats; a tie is half a win.
    public static func winRate(_ score: Double, against anchors: [Double]) -> Double {
        guard !anchors.isEmpty else { return .nan }
        let wins = anchors.map { score > $0 ? 1 : score == $0 ? 0.5 : 0 }
        return wins.reduce(0, +) / Double(anchors.count)
    }

    private static func logSigmoid(_ value: Double) -> Double {
        min(value, 0) - log1p(exp(-abs(value)))
    }
}
