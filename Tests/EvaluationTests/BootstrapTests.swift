import Foundation
import Testing

@testable import Evaluation

@Suite struct BootstrapTests {
    @Test("the interval of a mean is that of its standard error")
    func mean() {
        // deviation 1 over 400 units: ±1.96/20
        let values = (0..<400).map { $0.isMultiple(of: 2) ? 1.0 : -1.0 }
        let estimate = Bootstrap.estimate(0) { values.mean(weights: $0.weights(400)) }
        #expect(abs(estimate.low + 0.098) < 0.012)
        #expect(abs(estimate.high - 0.098) < 0.012)
        #expect(!estimate.isAboveZero)
    }

    @Test("the same seed draws the same, another one does not")
    func seeds() {
        var (first, second, other) = (Bootstrap(seed: 1), Bootstrap(seed: 1), Bootstrap(seed: 2))
        let weights = first.weights(50)
        #expect(weights == second.weights(50))
        #expect(weights != other.weights(50))
        #expect(weights.reduce(0, +) == 50)
    }

    @Test("quantiles lie between their neighbours")
    func quantiles() {
        #expect([1.0, 2, 3, 4, 5].quantile(0.5) == 3)
        #expect([0.0, 10].quantile(0.25) == 2.5)
        #expect([7.0].quantile(0.975) == 7)
        #expect([Double]().quantile(0.5).isNaN)
    }
}

@Suite struct PairedComparisonTests {
    /// Prompts that differ far more from each other than policy and anchor do.
    private let anchor = (0..<64).map { sin(Double($0)) * 10 }

    @Test("a small gain on every prompt is seen through large differences between prompts")
    func paired() throws {
        let policy = anchor.enumerated().map { $1 + 0.1 + 0.02 * cos(Double($0)) }
        let comparison = try #require(PairedComparison(anchor: anchor, runs: [policy]))
        #expect(comparison.difference.isAboveZero)
        #expect(abs(comparison.difference.value - 0.1) < 0.01)
        #expect(comparison.anchor.high - comparison.anchor.low > 2)
    }

    @Test("runs that disagree widen the pooled interval")
    func pooled() throws {
        let runs = [0.3, 0.0, 0.3].map { gain in anchor.map { $0 + gain } }
        let comparison = try #require(PairedComparison(anchor: anchor, runs: runs))
        #expect(abs(comparison.difference.value - 0.2) < 1e-9)
        #expect(!comparison.difference.isAboveZero)
        #expect(abs(comparison.difference.high - 0.3) < 1e-9)
        #expect(comparison.runDifferences.count == 3)
    }

    @Test("so few prompts that an interval would mislead have none")
    func few() throws {
        let comparison = try #require(
            PairedComparison(anchor: [1, 2, 3, 4], runs: [[1.1, 2.1, 3.1, 4.1]]))
        #expect(abs(comparison.difference.value - 0.1) < 1e-9)
        #expect(comparison.difference.low.isNaN && comparison.difference.high.isNaN)
        #expect(!comparison.difference.isAboveZero)
    }

    @Test("a statistic that is not defined gives no comparison")
    func undefined() {
        #expect(PairedComparison(prompts: 3, anchor: { _ in nil }, runs: [{ _ in 1 }]) == nil)
        #expect(PairedComparison(anchor: [], runs: [[]]) == nil)
    }
}
