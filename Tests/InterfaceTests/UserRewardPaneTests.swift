import Terminal
import Testing
import Workbench

@testable import Interface

/// A run with rewards of the user's beside the built-in ones.
@Suite struct UserRewardPaneTests {
    private static func trained(width: Int, height: Int) -> Scenario {
        var run = RunDescription.example
        run.rewards += [
            RewardDescription(
                name: "own", label: "Symmetry", isComparative: true, weight: 0.5, scale: 1),
            RewardDescription(
                name: "blur", label: "−sharpness", isComparative: false, weight: 2, scale: 1),
        ]
        var samples = [SampleRecord].example(epoch: 1)
        for index in samples.indices {
            samples[index].scores["own"] = -0.25 + Double(index) / 100
            samples[index].anchorScores["own"] = -0.5
            samples[index].winRates["own"] = 0.75
            samples[index].scores["blur"] = -0.125
            samples[index].anchorScores["blur"] = -0.125
        }
        var report = EpochReport.example(epoch: 1)
        report.metrics["reward/own/mean"] = -0.225
        report.metrics["anchor/own/mean"] = -0.5
        var scenario = Scenario(width: width, height: height)
        scenario.send(.event(.runOpened(run)))
        scenario.send(.event(.phaseChanged(.training)))
        scenario.send(.event(.samplesScored(epoch: 1, samples: samples)))
        scenario.send(.event(.epochFinished(report)))
        return scenario
    }

    @Test("Curves have their numbers under letters of their own, and charts under their labels")
    func curves() {
        var scenario = Self.trained(width: 80, height: 24)
        #expect(scenario.screen.contains("S Symmetry"))
        #expect(scenario.screen.contains("H −sharpn"))
        scenario.press(.down, .down, .down, .down)
        #expect(scenario.screen.contains("Symmetry Δ +0.275  −0.225 A −0.500"))
    }

    @Test("The Rewards pane has a row for each, and a column for each in its table")
    func rewards() {
        var scenario = Self.trained(width: 120, height: 40)
        scenario.press(.character("2"), .down, .down, .down)
        #expect(scenario.screen.contains("▸ Symmetry      weight ‹0.50›"))
        #expect(scenario.screen.contains("−sharpness    weight  2.00"))
        scenario.press(.character("+"))
        #expect(
            scenario.effects.last == .perform(.setRewardWeight(reward: "own", weight: 0.6)))
    }

    @Test("Sorting goes through their columns too")
    func sorting() {
        var scenario = Self.trained(width: 160, height: 50)
        scenario.press(.character("2"), .character("o"), .character("o"), .character("o"))
        scenario.press(.character("o"))
        #expect(scenario.model.rewards.sort == .reward("own"))
        #expect(scenario.screen.contains("▼Symmetry") || scenario.screen.contains("▲Symmetry"))
    }

    @Test("A kept sample's scores name them, by letters where there is little room")
    func trajectory() {
        for (width, height, words) in [(160, 50, "Symmetry −0.2"), (80, 24, "S −0.2")] {
            var scenario = Self.trained(width: width, height: height)
            scenario.press(.character("3"))
            scenario.answerTrajectories()
            #expect(scenario.screen.contains(words), "\(scenario.screen)")
        }
    }
}
