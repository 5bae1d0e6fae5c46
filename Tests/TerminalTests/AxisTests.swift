import Foundation
import Testing

@testable import Terminal

@Suite struct AxisTests {
    @Test(
        "ticks are 1, 2 or 5 times a power of ten, inside the range and no more than asked for",
        arguments: [0.0...1, -0.03...1.06, 1e-7...3e-7, -5000...12, 0...1e9, 0.5...0.5])
    func linear(range: ClosedRange<Double>) {
        for count in 1...8 {
            let ticks = Ticks.linear(range, count: count)
            #expect(ticks.count <= count)
            #expect(
                ticks.allSatisfy { $0 >= range.lowerBound - 1e-9 && $0 <= range.upperBound + 1e-9 })
            guard ticks.count > 1 else { continue }
            let step = ticks[1] - ticks[0]
            let mantissa = step / pow(10, log10(step * (1 + 1e-9)).rounded(.down))
            #expect([1.0, 2, 5].contains { abs($0 - mantissa) < 1e-6 }, "\(step)")
        }
    }

    @Test("no two ticks have the same label")
    func labels() {
        for range in [0.0...1, 0.7001...0.7009, -2...2, 9_900...10_300, 0...3e6, 1e-5...4e-5] {
            let axis = Axis(range: range, isLogarithmic: false)
            let ticks = axis.ticks(count: 5)
            #expect(Set(axis.labels(for: ticks)).count == ticks.count, "\(range)")
        }
    }

    @Test("steps are whole numbers")
    func integers() {
        #expect(Ticks.integer(0...3, count: 9) == [0, 1, 2, 3])
        #expect(Ticks.integer(0...90, count: 5) == [0, 20, 40, 60, 80])
        #expect(Ticks.integer(4...4, count: 3) == [4])
    }

    @Test("decades, or 1, 2 and 5 of each where there is room")
    func logarithmic() {
        #expect(Ticks.logarithmic(1...10, count: 5) == [1, 2, 5, 10])
        #expect(Ticks.logarithmic(1e-6...1, count: 4).count <= 4)
        #expect(Ticks.logarithmic(0...1, count: 4).isEmpty)
    }

    @Test("a constant gets room above and below")
    func constant() {
        #expect(Axis.fitting(minimum: 5, maximum: 5, isLogarithmic: false) == 4.5...5.5)
        #expect(Axis.fitting(minimum: 0, maximum: 0, isLogarithmic: false) == -0.1...0.1)
        #expect(Axis.fitting(minimum: -2, maximum: -2, isLogarithmic: false).contains(-2))
    }

    @Test("an average begins at the first value and leaves out what is not finite")
    func average() {
        #expect(
            ExponentialAverage.smooth([0.8, 0.8], weight: 0.9).allSatisfy { abs($0 - 0.8) < 1e-12 })
        let smoothed = ExponentialAverage.smooth([1, .nan, 3], weight: 0.5)
        #expect(smoothed[0] == 1)
        #expect(smoothed[1].isNaN)
        // (0.5 · 0.5 · 1 + 0.5 · 3) / (1 − 0.5²)
        #expect(abs(smoothed[2] - 1.75 / 0.75) < 1e-12)
        #expect(ExponentialAverage(weight: 7).weight == 0.999)
        #expect(ExponentialAverage.smooth([1, 2], weight: 0) == [1, 2])
    }

    @Test("a column's summary has its extremes, its ends, and the gap before it")
    func summaries() {
        let values: [Double] = [1, 5, -3, 2, .nan, 4]
        let steps = (0..<6).map(Double.init)
        let summaries = ColumnSummary.summarise(
            steps: steps[...], values: values[...], column: { Int($0 / 4) },
            position: { $0.isFinite ? $0 : nil })
        #expect(
            summaries == [
                ColumnSummary(
                    column: 0, first: 1, last: 2, minimum: -3, maximum: 5, isAfterGap: false),
                ColumnSummary(
                    column: 1, first: 4, last: 4, minimum: 4, maximum: 4, isAfterGap: true),
            ])
    }
}
