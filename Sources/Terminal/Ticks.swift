import Foundation

/// Round numbers along an axis.
public enum Ticks {
    /// Multiples of 1, 2 or 5 times a power of ten inside the range, at most `count` of them.
    public static func linear(_ range: ClosedRange<Double>, count: Int) -> [Double] {
        guard count > 0, range.lowerBound.isFinite, range.upperBound.isFinite else { return [] }
        let span = range.upperBound - range.lowerBound
        guard span > 0 else { return [range.lowerBound] }
        var step = roundStep(atLeast: span / Double(count))
        var ticks = multiples(of: step, in: range)
        while ticks.count > count {
            step = roundStep(atLeast: step * 1.01)
            ticks = multiples(of: step, in: range)
        }
        return ticks
    }

    /// Whole multiples only, for steps and epochs.
    public static func integer(_ range: ClosedRange<Double>, count: Int) -> [Double] {
        guard count > 0, range.lowerBound.isFinite, range.upperBound.isFinite else { return [] }
        let span = range.upperBound - range.lowerBound
        var step = max(1, roundStep(atLeast: max(span, 1) / Double(count)))
        var ticks = multiples(of: step, in: range)
        while ticks.count > count {
            step = roundStep(atLeast: step * 1.01)
            ticks = multiples(of: step, in: range)
        }
        return ticks
    }

    /// Decades inside the range, or 1, 2 and 5 times each where there are few decades; never more
    /// than `count`.
    public static func logarithmic(_ range: ClosedRange<Double>, count: Int) -> [Double] {
        guard count > 0, range.lowerBound > 0, range.upperBound.isFinite else { return [] }
        let first = Int(log10(range.lowerBound).rounded(.down))
        let last = Int(log10(range.upperBound).rounded(.up))
        let factors: [[Double]] = [[1, 2, 5], [1, 3], [1]]
        for factors in factors {
            let ticks = (first...max(first, last)).flatMap { exponent in
                factors.map { $0 * pow(10, Double(exponent)) }
            }.filter { isInside($0, range) }
            if ticks.count <= count { return ticks }
        }
        let stride = (last - first) / count + 1
        return Swift.stride(from: first, through: last, by: stride)
            .map { pow(10, Double($0)) }.filter { isInside($0, range) }
    }

    private static func isInside(_ tick: Double, _ range: ClosedRange<Double>) -> Bool {
        tick >= range.lowerBound * (1 - 1e-9) && tick <= range.upperBound * (1 + 1e-9)
    }

    private static func roundStep(atLeast step: Double) -> Double {
        let magnitude = pow(10, log10(step).rounded(.down))
        for factor in [1.0, 2, 5] where factor * magnitude >= step * (1 - 1e-9) {
            return factor * magnitude
        }
        return 10 * magnitude
    }

    private static func multiples(of step: Double, in range: ClosedRange<Double>) -> [Double] {
        let slack = 1e-9
        let first = (range.lowerBound / step - slack).rounded(.up)
        let last = (range.upperBound / step + slack).rounded(.down)
        guard first <= last, last - first < 10_000 else { return [] }
        // The sum removes a negative zero, which would be printed as −0.
        return (0...Int(last - first)).map { (first + Double($0)) * step + 0.0 }
    }
}
