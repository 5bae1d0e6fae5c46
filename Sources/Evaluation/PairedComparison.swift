/// What a statistic says of the anchor's and of the policy's pictures of the same prompts from the
/// same noise.
///
/// Prompts are drawn together for both, which takes their differences out of the interval. Where
/// several runs are pooled, runs are drawn as well (the two-way bootstrap of Owen, "The pigeonhole
/// bootstrap", 2007), so that the interval covers other training seeds too.
public struct PairedComparison: Sendable, Equatable, Codable {
    public let anchor: Estimate
    /// The mean over runs.
    public let policy: Estimate
    /// Policy minus anchor.
    public let difference: Estimate
    /// Policy minus anchor, of each run.
    public let runDifferences: [Double]

    public init(
        anchor: Estimate, policy: Estimate, difference: Estimate, runDifferences: [Double]
    ) {
        self.anchor = anchor
        self.policy = policy
        self.difference = difference
        self.runDifferences = runDifferences
    }

    /// A statistic of pictures whose prompts weigh as given; nil where it is not defined.
    public typealias Statistic = (_ promptWeights: [Double]) -> Double?

    /// Of fewer prompts the bootstrap's interval is far too narrow, and is left out.
    static let leastPrompts = 5

    /// - Returns: nil where the statistic is not defined for the whole of either.
    public init?(
        prompts: Int, anchor: Statistic, runs: [Statistic], resamples: Int = 2000,
        seed: UInt64 = 1
    ) {
        let all = [Double](repeating: 1, count: prompts)
        guard prompts > 0, !runs.isEmpty, let ofAnchor = anchor(all) else { return nil }
        let ofRuns = runs.compactMap { $0(all) }
        guard ofRuns.count == runs.count else { return nil }
        var bootstrap = Bootstrap(seed: seed)
        var (anchors, policies, differences) = ([Double](), [Double](), [Double]())
        for _ in 0..<(prompts < Self.leastPrompts ? 0 : resamples) {
            let weights = bootstrap.weights(prompts)
            let runWeights = runs.count > 1 ? bootstrap.weights(runs.count) : [1]
            guard let anchorValue = anchor(weights) else { continue }
            let values = zip(runs, runWeights).map { $1 > 0 ? $0(weights) : Double.nan }
            let drawn = values.compactMap(\.self)
            guard drawn.count == runs.count,
                let policyValue = drawn.mean(drawn: runWeights)
            else { continue }
            anchors.append(anchorValue)
            policies.append(policyValue)
            differences.append(policyValue - anchorValue)
        }
        self.anchor = Estimate(ofAnchor, resampled: anchors)
        policy = Estimate(ofRuns.mean, resampled: policies)
        difference = Estimate(ofRuns.mean - ofAnchor, resampled: differences)
        runDifferences = ofRuns.map { $0 - ofAnchor }
    }

    /// The comparison of means over prompts.
    ///
    /// - Parameters:
    ///   - anchor: one value for each prompt.
    ///   - runs: of each run, one value for each prompt.
    public init?(anchor: [Double], runs: [[Double]], resamples: Int = 2000, seed: UInt64 = 1) {
        self.init(
            prompts: anchor.count, anchor: { anchor.mean(weights: $0) },
            runs: runs.map { values in { values.mean(weights: $0) } }, resamples: resamples,
            seed: seed)
    }
}

extension [Double] {
    /// The weighted mean over those that were drawn; the others may be NaN.
    fileprivate func mean(drawn weights: [Double]) -> Double? {
        let chosen = zip(self, weights).filter { $0.1 > 0 }
        return chosen.map(\.0).mean(weights: chosen.map(\.1))
    }
}
