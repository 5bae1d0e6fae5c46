import Workbench

/// What the samples of an epoch say of one reward.
struct RewardSummary: Sendable, Equatable {
    /// Unscaled scores of the policy's images.
    let policy: [Double]
    /// The anchor's, for the same prompts.
    let anchor: [Double]
    let policyMean: Interval
    let anchorMean: Interval
    /// Policy minus anchor, prompt by prompt.
    let difference: Interval
    /// The share of the anchor's images that are beaten, 0 … 1; nil for a reward that has none.
    let winRate: Double?
    /// Of the scores with the total over the images of a prompt, which is what advantages follow.
    let correlationWithTotal: Correlation?

    init(reward: String, samples: [SampleRecord]) {
        policy = samples.compactMap { $0.scores[reward] }
        anchor = samples.compactMap { $0.anchorScores[reward] }
        policyMean = Interval(policy)
        anchorMean = Interval(anchor)
        difference = Interval(
            samples.compactMap { sample in
                guard let score = sample.scores[reward], let other = sample.anchorScores[reward]
                else { return nil }
                return score - other
            })
        let rates = samples.compactMap { $0.winRates[reward] }
        correlationWithTotal = Self.correlation(reward, samples)
        winRate = rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
    }
}

extension RewardSummary {
    /// Both around the mean of their prompt.
    private static func correlation(_ reward: String, _ samples: [SampleRecord]) -> Correlation? {
        let prompts = Dictionary(
            grouping: samples.filter { $0.scores[reward]?.isFinite == true && $0.total.isFinite },
            by: \.promptID)
        return Correlation(
            prompts.values.flatMap { samples in
                let scores = samples.compactMap { $0.scores[reward] }
                let score = scores.reduce(0, +) / Double(scores.count)
                let total = samples.reduce(0) { $0 + $1.total } / Double(samples.count)
                return zip(scores, samples).map { ($0 - score, $1.total - total) }
            })
    }
}

/// A mean with its 95 % interval, from the normal approximation.
struct Interval: Sendable, Equatable {
    /// NaN without values.
    let mean: Double
    /// Of the values, not of the mean; 0 for fewer than two.
    let deviation: Double
    /// Half of the interval's width; 0 for fewer than two values.
    let margin: Double
    let count: Int

    /// Values that are not finite are left out.
    init(_ values: [Double]) {
        let finite = values.filter(\.isFinite)
        count = finite.count
        let size = Double(count)
        guard count > 0 else {
            (mean, deviation, margin) = (.nan, 0, 0)
            return
        }
        let mean = finite.reduce(0, +) / size
        self.mean = mean
        let squares = finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = (squares / max(1, size - 1)).squareRoot()
        margin = 1.96 * deviation / size.squareRoot()
    }
}
