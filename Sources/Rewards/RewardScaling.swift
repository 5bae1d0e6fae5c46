/// The standard deviation of each reward over the anchor's images, fixed at the start of a run,
/// so that the weights of rewards of different spread mean the same.
public struct RewardScaling: Sendable, Equatable, Codable {
    /// By reward name.
    public private(set) var deviations: [String: Double]

    /// Rewards whose anchor scores spread less are not blown up further.
    public static let floor = 1e-3

    public init(deviations: [String: Double] = [:]) {
        self.deviations = deviations
    }

    /// Fixes a reward's deviation from scores of the anchor's images; a second call changes
    /// nothing.
    public mutating func fix(_ reward: String, anchorScores: [Double]) {
        guard deviations[reward] == nil, !anchorScores.isEmpty else { return }
        let count = Double(anchorScores.count)
        let mean = anchorScores.reduce(0, +) / count
        let variance = anchorScores.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / count
        deviations[reward] = max(variance.squareRoot(), Self.floor)
    }

    /// What the reward's scores are divided by; 1 until it is fixed.
    public func divisor(of reward: String) -> Double { deviations[reward] ?? 1 }
}
