internal import Foundation
internal import Rewards

/// The numbers of a network's card as a line.
enum Measurements {
    static func text(_ card: NetworkCard) -> String {
        card.measurements.sorted { $0.key < $1.key }
            .map { String(format: "%@ %.3f", $0.key, $0.value) }.joined(separator: ", ")
    }

    /// The area under the receiver operating characteristic: the chance that a positive scores
    /// above a negative, ties counted half. Nil without both.
    static func auroc(_ scores: [(score: Float, isPositive: Bool)]) -> Double? {
        let positives = scores.count { $0.isPositive }
        let negatives = scores.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        let sorted = scores.sorted { $0.score < $1.score }
        var (rankSum, start) = (0.0, 0)
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
            let rank = Double(start + end + 1) / 2
            rankSum += rank * Double(sorted[start..<end].count { $0.isPositive })
            start = end
        }
        let least = Double(positives) * Double(positives + 1) / 2
        return (rankSum - least) / (Double(positives) * Double(negatives))
    }
}
