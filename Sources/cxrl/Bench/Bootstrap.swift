import Foundation
import Studies

/// The percentile bootstrap (Efron, 1979).
enum Bootstrap {
    /// The 95 % interval of the median; NaN at both ends where there is nothing to draw from.
    static func medianInterval(
        _ values: [Double], resamples: Int = 2000, seed: UInt64 = 1
    ) -> (low: Double, high: Double) {
        guard !values.isEmpty else { return (.nan, .nan) }
        var generator = SeededGenerator(seed: seed)
        let medians = (0..<resamples).map { _ in
            values.indices.map { _ in values[.random(in: values.indices, using: &generator)] }
                .median
        }
        return (medians.quantile(0.025), medians.quantile(0.975))
    }
}

extension [Double] {
    /// The smallest value that a share of all values does not exceed; NaN where there is none.
    func quantile(_ share: Double) -> Double {
        guard !isEmpty else { return .nan }
        let rank = Int((share * Double(count)).rounded(.up)) - 1
        return sorted()[Swift.min(count - 1, Swift.max(0, rank))]
    }
}
