internal import Configuration
internal import Foundation

/// How probabilities p and known labels y become one number.
enum DiagnosisScore {
    /// A report without known labels gets what p = ½ would get: it says neither good nor bad.
    static func score(
        _ findings: [(probability: Float, isPresent: Bool)],
        _ kind: Configuration.Rewards.Diagnosis.Score
    ) -> Float {
        let known = findings.isEmpty ? [(probability: 0.5, isPresent: true)] : findings
        return switch kind {
        case .balanced: balanced(known, agreement)
        case .logit: balanced(known, logit)
        case .plain: mean(known.map(agreement)) ?? 0
        case .accuracy:
            findings.isEmpty ? 0.5 : mean(known.map { agreement($0) > 0.5 ? 1 : 0 }) ?? 0
        case .bce: mean(known.map { log(max(agreement($0), 1e-6)) }) ?? 0
        }
    }

    /// The mean of the mean over the findings that are there and the mean over those that are
    /// not, so that many negatives do not drown one positive.
    private static func balanced(
        _ findings: [(probability: Float, isPresent: Bool)],
        _ agreement: ((probability: Float, isPresent: Bool)) -> Float
    ) -> Float {
        let means = [true, false].compactMap { isPresent in
            mean(findings.filter { $0.isPresent == isPresent }.map(agreement))
        }
        return mean(means) ?? 0
    }

    /// y·p + (1−y)(1−p).
    private static func agreement(_ finding: (probability: Float, isPresent: Bool)) -> Float {
        finding.isPresent ? finding.probability : 1 - finding.probability
    }

    /// The logarithm of the odds that the report is right: a rare finding whose odds double counts
    /// as much as a common one whose odds do, and as one that is denied and whose odds halve.
    private static func logit(_ finding: (probability: Float, isPresent: Bool)) -> Float {
        let right = min(max(agreement(finding), 1e-4), 1 - 1e-4)
        return log(right / (1 - right))
    }

    private static func mean(_ values: [Float]) -> Float? {
        values.isEmpty ? nil : values.reduce(0, +) / Float(values.count)
    }
}
