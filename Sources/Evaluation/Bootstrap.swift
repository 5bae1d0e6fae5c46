internal import Foundation
internal import Studies

/// Draws of the percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife",
/// 1979): the same from the same seed everywhere.
public struct Bootstrap {
    private var generator: SeededGenerator

    public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// How often each of `count` independent units (prompts, patients, runs) is drawn, with
    /// replacement; they add up to `count`.
    public mutating func weights(_ count: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: count)
        for _ in 0..<count { weights[Int(generator.next() % UInt64(count))] += 1 }
        return weights
    }

    /// A value with the interval of a statistic over resamples.
    ///
    /// - Parameter statistic: of one resample; nil where it is not defined, which is left out.
    public static func estimate(
        _ value: Double, resamples: Int = 2000, seed: UInt64 = 1,
        statistic: (inout Bootstrap) throws -> Double?
    ) rethrows -> Estimate {
        var bootstrap = Bootstrap(seed: seed)
        var values: [Double] = []
        for _ in 0..<resamples {
            if let drawn = try statistic(&bootstrap), drawn.isFinite { values.append(drawn) }
        }
        return Estimate(value, resampled: values)
    }
}

extension Estimate {
    /// A value with the 2.5th and 97.5th percentile of what resamples gave.
    init(_ value: Double, resampled values: [Double]) {
        let sorted = values.sorted()
        self.init(value, low: sorted.quantile(0.025), high: sorted.quantile(0.975))
    }
}

extension [Double] {
    /// Of sorted values, interpolated between neighbours; NaN where there is none.
    func quantile(_ share: Double) -> Double {
        guard let last else { return .nan }
        let place = share * Double(count - 1)
        let index = Int(place)
        guard index + 1 < count else { return last }
        return self[index] + (self[index + 1] - self[index]) * (place - Double(index))
    }

    /// NaN where there is none.
    var mean: Double { reduce(0, +) / Double(count) }

    /// Nil where all weights are 0.
    func mean(weights: [Double]) -> Double? {
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        return zip(self, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
}
