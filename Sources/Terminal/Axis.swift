import Foundation

/// Maps values to 0 (bottom) … 1 (top) of a plot.
struct Axis: Hashable, Sendable {
    let range: ClosedRange<Double>
    let isLogarithmic: Bool

    /// Nil for values without a place: non-finite, and not positive ones on a logarithmic axis.
    func position(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        if isLogarithmic {
            guard value > 0 else { return nil }
            let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
            return high > low ? (log10(value) - low) / (high - low) : 0.5
        }
        let span = range.upperBound - range.lowerBound
        return span > 0 ? (value - range.lowerBound) / span : 0.5
    }

    func ticks(count: Int) -> [Double] {
        isLogarithmic
            ? Ticks.logarithmic(range, count: count) : Ticks.linear(range, count: count)
    }

    func labels(for ticks: [Double]) -> [String] {
        if isLogarithmic { return ticks.map(NumberText.short) }
        let step = zip(ticks.dropFirst(), ticks).map { $0 - $1 }.min() ?? 0
        return ticks.map { NumberText.tick($0, step: step) }
    }

    /// A range that holds the values with some room, also where they are all the same.
    static func fitting(
        minimum: Double, maximum: Double, isLogarithmic: Bool
    ) -> ClosedRange<Double> {
        if isLogarithmic {
            return maximum > minimum ? minimum...maximum : minimum / 2...minimum * 2
        }
        let span = maximum - minimum
        // Rounding noise around a constant is not a curve.
        if span <= 1e-12 * max(abs(minimum), abs(maximum)) {
            let pad = minimum == 0 ? 0.1 : abs(minimum) * 0.1
            return minimum - pad...maximum + pad
        }
        return minimum - span * 0.05...maximum + span * 0.05
    }
}
