public import Configuration

/// How much better than its peers each sample is: A = (r − mean) / deviation, cut at ±clip.
///
/// Mean and deviation are those of all samples of the same prompt (by the prompt's id, never by
/// its text or tokens), or of the whole rollout; the variance is the population's.
public struct Advantages: Sendable, Equatable {
    /// In the order of the rewards.
    public let values: [Double]
    /// Groups whose rewards do not differ by more than rounding: their samples teach nothing.
    public let constantGroups: Int
    public let groups: Int

    /// - Parameters:
    ///   - rewards: the total reward of each sample.
    ///   - promptIDs: of each sample.
    public init(rewards: [Double], promptIDs: [Int], _ settings: Configuration.RLCF) {
        let keys = settings.advantage == .prompt ? promptIDs : promptIDs.map { _ in 0 }
        let members = Dictionary(grouping: rewards.indices) { keys[$0] }
        var values = [Double](repeating: 0, count: rewards.count)
        var constantGroups = 0
        for indices in members.values {
            let group = indices.map { rewards[$0] }
            let (mean, deviation) = Self.statistics(group)
            if deviation < settings.advantageFloor { constantGroups += 1 }
            guard group.contains(where: { $0 != group[0] }) else { continue }
            for index in indices {
                let scaled = (rewards[index] - mean) / max(deviation, settings.advantageFloor)
                values[index] = min(max(scaled, -settings.advantageClip), settings.advantageClip)
            }
        }
        self.values = values
        self.constantGroups = constantGroups
        groups = members.count
    }

    /// Nothing can be learned from this rollout.
    public var areAllConstant: Bool { constantGroups == groups }

    private static func statistics(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / count
        return (mean, variance.squareRoot())
    }
}
