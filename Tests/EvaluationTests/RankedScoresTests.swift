import Foundation
import Testing

@testable import Evaluation

@Suite struct RankedScoresTests {
    private let scores = Golden.pattern(60, 0.9).map { ($0 * 10).rounded(.toNearestOrEven) / 10 }
    private let labels = Golden.pattern(60, 1.7).map { $0 > 0.6 }

    @Test("the area counts pairs, ties half, as NumPy does over all pairs")
    func golden() throws {
        let ranked = RankedScores(scores, isPositive: labels)
        #expect(abs(try #require(ranked.area()) - Golden.load().area) < 1e-12)
    }

    @Test("a group that weighs twice counts as if it were there twice")
    func weights() throws {
        let groups = scores.indices.map { $0 % 3 }
        let weighted = RankedScores(scores, isPositive: labels, groups: groups)
        let twice = scores.indices.filter { groups[$0] == 1 }
        let repeated = RankedScores(
            twice.flatMap { [scores[$0], scores[$0]] },
            isPositive: twice.flatMap { [labels[$0], labels[$0]] })
        let area = try #require(weighted.area(weights: [0, 2, 0]))
        #expect(abs(area - (try #require(repeated.area()))) < 1e-12)
    }

    @Test("without positives or negatives there is no area")
    func undefined() {
        #expect(RankedScores([1, 2], isPositive: [true, true]).area() == nil)
        #expect(RankedScores([], isPositive: []).estimate(groups: 0) == nil)
    }

    @Test("the interval holds the area and is narrower for more cases")
    func interval() throws {
        func width(_ count: Int) throws -> Double {
            let scores = Golden.pattern(count, 0.9)
            let labels = Golden.pattern(count, 1.7).map { $0 > 0.5 }
            let estimate = try #require(
                RankedScores(scores, isPositive: labels).estimate(groups: count, resamples: 300))
            #expect(estimate.low < estimate.value && estimate.value < estimate.high)
            return estimate.high - estimate.low
        }
        #expect(try width(400) < 0.7 * width(50))
    }

    @Test("probabilities that are too sure have a calibration error, honest ones have none")
    func calibration() {
        let labels = (0..<1000).map { $0 % 5 == 0 }
        let honest = [Double](repeating: 0.2, count: 1000)
        #expect(CalibrationError.expected(honest, isPositive: labels) < 0.02)
        let sure = [Double](repeating: 0.9, count: 1000)
        #expect(abs(CalibrationError.expected(sure, isPositive: labels) - 0.7) < 0.02)
    }
}
