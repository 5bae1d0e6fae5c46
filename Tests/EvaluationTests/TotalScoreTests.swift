import Testing

@testable import Evaluation

@Suite struct TotalScoreTests {
    /// Two prompts of two samples: deviations around the prompt are √2 and 2 √2.
    private let anchor: PictureMeasurements.Scores = [
        ("posture", [0, 2, 10, 12]), ("diagnosis", [1, 5, -1, 3]),
    ]

    @Test("Scores are added in the anchor's deviations around each prompt's mean")
    func sum() throws {
        let total = try #require(
            TotalScore(anchor: anchor, samplesPerPrompt: 2, weights: ["diagnosis": 3]))
        let root = 2.0.squareRoot()
        let sums = total([("posture", [2, 4, 0, 0]), ("diagnosis", [0, 4, 2, 0])])
        for (sum, expected) in zip(sums, [2 / root, 10 / root, 3 / root, 0]) {
            #expect(abs(sum - expected) < 1e-12)
        }
    }

    @Test("There is no total where the anchor's pictures of a prompt say nothing of the scale")
    func undefined() {
        #expect(TotalScore(anchor: anchor, samplesPerPrompt: 1, weights: [:]) == nil)
        let constant: PictureMeasurements.Scores = [("posture", [1, 1, 4, 4]), anchor[1]]
        #expect(TotalScore(anchor: constant, samplesPerPrompt: 2, weights: [:]) == nil)
    }
}
