/// The weighted sum of a panel's scores, each in standard deviations of the anchor's pictures
/// around the mean of their prompt: the scale on which training adds its rewards.
struct TotalScore {
    private let weights: [String: Double]
    private let samplesPerPrompt: Int
    /// Of the anchor's scores, around their prompt's mean.
    private let deviations: [Double]

    /// - Parameter weights: of the scores by name; 1 for those that are not named.
    /// - Returns: nil where the anchor's pictures of a prompt do not differ in some score.
    init?(anchor: PictureMeasurements.Scores, samplesPerPrompt: Int, weights: [String: Double]) {
        guard samplesPerPrompt > 1, anchor.count > 1 else { return nil }
        self.weights = weights
        self.samplesPerPrompt = samplesPerPrompt
        deviations = anchor.map { Self.deviation($0.values, samplesPerPrompt) }
        guard deviations.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    }

    /// The total of each sample.
    func callAsFunction(_ scores: PictureMeasurements.Scores) -> [Double] {
        guard let count = scores.first?.values.count else { return [] }
        return (0..<count).map { sample in
            zip(scores, deviations).reduce(0) { sum, pair in
                let (score, deviation) = pair
                return sum + (weights[score.name] ?? 1) * score.values[sample] / deviation
            }
        }
    }

    private static func deviation(_ values: [Double], _ samplesPerPrompt: Int) -> Double {
        let groups = stride(from: 0, to: values.count, by: samplesPerPrompt).map {
            Array(values[$0..<$0 + samplesPerPrompt])
        }
        let squares = groups.reduce(0.0) { sum, group in
            let mean = group.mean
            return sum + group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        return (squares / Double(values.count - groups.count)).squareRoot()
    }
}
