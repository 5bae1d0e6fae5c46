/// Scores of cases that have or have not what is looked for, in order, for the area under the
/// receiver operating characteristic (AUROC).
public struct RankedScores: Sendable {
    private struct Case {
        let score: Double
        let isPositive: Bool
        let group: Int
    }

    private let cases: [Case]

    /// - Parameter groups: the prompt or patient of each case, by which cases are resampled; each
    ///   case is one of its own where nil.
    public init(_ scores: [Double], isPositive: [Bool], groups: [Int]? = nil) {
        precondition(scores.count == isPositive.count, "one label for each score")
        let groups = groups ?? Array(scores.indices)
        cases = scores.indices.map {
            Case(score: scores[$0], isPositive: isPositive[$0], group: groups[$0])
        }.sorted { $0.score < $1.score }
    }

    public var positives: Int { cases.count { $0.isPositive } }

    /// The chance that a positive scores above a negative, ties counted half (Hanley & McNeil,
    /// 1982); nil without both.
    ///
    /// - Parameter weights: of each group; all 1 where nil.
    public func area(weights: [Double]? = nil) -> Double? {
        var (won, negatives, positives) = (0.0, 0.0, 0.0)
        var start = 0
        while start < cases.count {
            // cases of equal score count half against each other
            var (tiedNegatives, tiedPositives) = (0.0, 0.0)
            var end = start
            while end < cases.count, cases[end].score == cases[start].score {
                let weight = weights.map { $0[cases[end].group] } ?? 1
                if cases[end].isPositive {
                    tiedPositives += weight
                } else {
                    tiedNegatives += weight
                }
                end += 1
            }
            won += tiedPositives * (negatives + tiedNegatives / 2)
            negatives += tiedNegatives
            positives += tiedPositives
            start = end
        }
        guard positives > 0, negatives > 0 else { return nil }
        return won / (positives * negatives)
    }

    /// The area with its interval over groups; nil without positives and negatives.
    ///
    /// - Parameter groups: how many there are.
    public func estimate(groups: Int, resamples: Int = 1000, seed: UInt64 = 1) -> Estimate? {
        area().map { value in
            Bootstrap.estimate(value, resamples: resamples, seed: seed) {
                area(weights: $0.weights(groups))
            }
        }
    }
}
