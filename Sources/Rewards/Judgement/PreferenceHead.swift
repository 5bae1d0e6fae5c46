internal import Foundation

/// A linear score s(x) = w·φ(x) of frozen features that foresees which of two pictures a person
/// finds better: P(a over b) = σ(s(a) − s(b)) (Bradley and Terry, "Rank analysis of incomplete block
/// designs", Biometrika 1952), with a Gaussian prior on w (ridge).
///
/// A function of its pairs alone: Newton's method from zero, without any draw.
public struct PreferenceHead: Sendable, Equatable {
    /// Features of two pictures and how much the first one was preferred: 1, 0, or ½ where neither
    /// was.
    public struct Pair: Sendable, Equatable {
        public let first: [Double]
        public let second: [Double]
        public let preferred: Double

        public init(first: [Double], second: [Double], preferred: Double) {
            self.first = first
            self.second = second
            self.preferred = preferred
        }
    }

    /// One for each feature.
    public let weights: [Double]
    /// Standard deviation of the scores of a pair's two pictures around their mean: what the scores
    /// are divided by, as other rewards are by the deviation of the anchor's images.
    public let deviation: Double

    /// Of the prior: with pairs as far apart as they are on average, log-odds of deviation 2.
    private static let ridge = 0.25

    /// - Parameter pairs: of features of the same length.
    public init(_ pairs: [Pair]) {
        let differences = pairs.map { zip($0.first, $0.second).map(-) }
        let count = differences.first?.count ?? 0
        let scales = Self.scales(differences, count: count)
        let rows = differences.map { zip($0, scales).map(*) }
        let solution = LogisticRidge(rows, targets: pairs.map(\.preferred), ridge: Self.ridge)
            .minimum(dimensions: count)
        weights = zip(solution, scales).map(*)
        let scores = differences.map { [weights] in zip($0, weights).map(*).reduce(0, +) }
        let squares = scores.map { $0 * $0 / 2 }.reduce(0, +)
        deviation = (squares / Double(max(1, scores.count))).squareRoot()
    }

    /// Differences of all features become alike, and their squares sum to one on average; a
    /// feature that never differs counts nothing.
    private static func scales(_ differences: [[Double]], count: Int) -> [Double] {
        let spreads = (0..<count).map { feature in
            let squares = differences.map { $0[feature] * $0[feature] }.reduce(0, +)
            return (squares / Double(max(1, differences.count))).squareRoot()
        }
        let varying = Double(max(1, spreads.count { $0 > 0 })).squareRoot()
        return spreads.map { $0 > 0 ? 1 / ($0 * varying) : 0 }
    }

    /// In log-odds; only differences mean something.
    public func score(_ features: [Double]) -> Double {
        zip(features, weights).map(*).reduce(0, +)
    }

    /// How many of the pairs with a preference a head foresees that was fitted to the others, in
    /// at most ten parts; a tie is half a pair.
    public static func foreseen(_ pairs: [Pair]) -> (right: Double, count: Int) {
        let parts = min(10, pairs.count)
        var (right, count) = (0.0, 0)
        for part in 0..<parts {
            let indices = pairs.indices
            let head = PreferenceHead(indices.filter { $0 % parts != part }.map { pairs[$0] })
            for pair in indices.filter({ $0 % parts == part }).map({ pairs[$0] })
            where pair.preferred != 0.5 {
                let difference = head.score(pair.first) - head.score(pair.second)
                count += 1
                right +=
                    difference == 0 ? 0.5 : (difference > 0) == (pair.preferred > 0.5) ? 1 : 0
            }
        }
        return (right, count)
    }
}
