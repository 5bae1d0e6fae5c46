import Configuration
import Foundation
import Testing

@testable import Rewards

@Suite("Comparative feedback")
struct ComparativeFeedbackTests {
    @Test("each comparison is the function that it is named for")
    func comparisons() {
        func reward(
            _ comparison: Configuration.RLCF.Comparison, _ score: Double, _ anchor: Double
        ) -> Double {
            ComparativeFeedback(comparison, beta: 2).reward(score, against: anchor)
        }
        #expect(reward(.difference, 0.75, 0.5) == 0.25)
        #expect(reward(.sign, 0.7, 0.5) == 1)
        #expect(reward(.sign, 0.3, 0.5) == -1)
        #expect(reward(.sign, 0.5, 0.5) == 0)
        #expect(abs(reward(.logistic, 0.75, 0.5) + log(1 + exp(-0.5))) < 1e-12)
        #expect(abs(reward(.logistic, -1000, 0) + 2000) < 1e-9)
        #expect(reward(.direct, 0.7, 0.5) == 0.7)
    }

    @Test("the win rate counts ties as half, and is NaN without an anchor")
    func winRate() {
        #expect(ComparativeFeedback.winRate(2, against: [1, 2, 3, 0]) == 0.625)
        #expect(ComparativeFeedback.winRate(2, against: []).isNaN)
    }

    @Test("the scaling is a deviation around each prompt's mean with a floor, and is fixed once")
    func scaling() {
        var scaling = RewardScaling()
        scaling.fix("diagnosis", anchorScores: [[1, 3], [101, 103]])
        scaling.fix("diagnosis", anchorScores: [[0, 100]])
        scaling.fix("posture", anchorScores: [[0.5, 0.5], [0.7, 0.7, 0.7]])
        scaling.fix("consistency", anchorScores: [[], []])
        #expect(abs(scaling.divisor(of: "diagnosis") - 2.0.squareRoot()) < 1e-12)
        #expect(scaling.divisor(of: "posture") == RewardScaling.floor)
        #expect(scaling.divisor(of: "consistency") == 1)
        #expect(scaling.deviations.keys.sorted() == ["diagnosis", "posture"])
    }

    @Test("where every prompt has one image of the anchor, the scaling is over all of them")
    func scalingOfSingles() {
        var scaling = RewardScaling()
        scaling.fix("posture", anchorScores: [[1], [2], [3]])
        scaling.fix("diagnosis", anchorScores: [[1]])
        #expect(scaling.divisor(of: "posture") == 1)
        #expect(scaling.divisor(of: "diagnosis") == RewardScaling.floor)
    }

    @Test("an absolute reward is scaled only; a comparative one is compared in scaled units")
    func total() {
        let total = RewardTotal(
            weights: ["posture": 2, "diagnosis": 1],
            scaling: RewardScaling(deviations: ["posture": 0.5, "diagnosis": 0.1]),
            feedback: ComparativeFeedback(.difference))
        let posture = total.reward(
            "posture", .absolute, score: -0.25, anchors: [-1, -2])
        let diagnosis = total.reward(
            "diagnosis", .comparative, score: 0.7, anchors: [0.5, 0.6])
        #expect(posture == -0.5)
        #expect(abs(diagnosis - 1.5) < 1e-9)
        let sum = total.sum(of: ["posture": posture, "diagnosis": diagnosis, "other": 9])
        #expect(abs(sum - 0.5) < 1e-9)
    }

    @Test("a reward's own comparison wins over the run's")
    func ownComparison() {
        let total = RewardTotal(weights: [:], feedback: ComparativeFeedback(.direct, beta: 2))
        func reward(_ feedback: RewardFeedback) -> Double {
            total.reward("own", feedback, score: 0.75, anchors: [0.25, 0.75])
        }
        #expect(reward(.absolute) == 0.75)
        #expect(reward(.comparative) == 0.75)
        #expect(reward(.difference) == 0.25)
        #expect(reward(.sign) == 1)
        #expect(abs(reward(.logistic) + log1p(exp(-0.5))) < 1e-12)
    }
}
