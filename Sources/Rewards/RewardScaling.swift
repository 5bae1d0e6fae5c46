/// The standard deviation of each reward over the anchor's images of the same prompt, fixed at the
/// start of a run, so that the weights of rewards of different spread mean the same.
///
/// Around each prompt's own mean, since that is what samples are compared with: how much harder one
/// report is than another is nothing that a policy could learn from.
public struct RewardScaling: Sendable, Equatable, Codable {
    /// By reward name.
    public private(set) var deviations: [String: Double]

    /// Rewards whose anchor scores spread less are not blown up further.
    public static let floor = 1e-3

    public init(deviations: [String: Double] = [:]) {
        self.deviations = deviations
    }

    /// Fixes a reward's deviation from scores of the anchor's images, a list for each prompt; a
    /// second call changes nothing.
    public mutating func fix(_ reward: String, anchorScores: [[Double]]) {
        guard deviations[reward] == nil, anchorScores.contains(where: { !$0.isEmpty }) else {
            return
        }
        deviations[reward] = max(Self.deviation(anchorScores), Self.floor)
    }

    /// Sets the deviation of a reward that changes through a run.
    public mutating func set(_ reward: String, deviation: Double) {
        deviations[reward] = max(deviation, Self.floor)
    }

    /// Pooled over the prompts; of all scores together where no prompt has two.
    private static func deviation(_ groups: [[Double]]) -> Double {
        let comparable = groups.contains { $0.count > 1 } ? groups : [groups.flatMap(\.self)]
        let squares = comparable.map { group in
            let mean = group.reduce(0, +) / Double(group.count)
            return group.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        }
        let freedom = comparable.map { max($0.count - 1, 0) }.reduce(0, +)
        return (squares.reduce(0, +) / Double(max(freedom, 1))).squareRoot()
    }

    /// What the reward's scores are divided by; 1 until it is fixed.
    public func divisor(of reward: String) -> Double { deviations[reward] ?? 1 }
}
