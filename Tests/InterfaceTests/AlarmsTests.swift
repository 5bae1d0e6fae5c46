import Terminal
import Testing
import Workbench

@testable import Interface

@Suite("The alarms of a run") struct AlarmsTests {
    private static let alarms = [
        Alarm(
            kind: .picturesGone, subject: "AP. Edema, consolidation.", level: .alarm, since: 5,
            seen: "9 of 12 pictures of “AP. Edema, consolidation.” have gone white (41 % of the "
                + "pixels, the anchor's 1 %).",
            cause: "Meanwhile diagnosis lies 1.8 deviations above the anchor's: the policy pleases "
                + "it without drawing a chest; lower its weight, or go back.",
            reward: "diagnosis", checkpoint: 4),
        Alarm(
            kind: .rewardStill, subject: "posture", level: .warning, since: 6,
            seen: "posture has changed by +0.0001 against the anchor in 20 epochs, no more than "
                + "epochs differ.", cause: "The ratio stays at 1."),
    ]

    private func alarmed(width: Int = 80, height: Int = 24) -> Scenario {
        var scenario = Scenario.trained(width: width, height: height)
        scenario.send(.event(.alarmsChanged(Self.alarms)))
        return scenario
    }

    @Test("are counted on the status line, and one alone is named there")
    func statusLine() {
        var scenario = alarmed(width: 120)
        #expect(scenario.screen.contains("2 alarms (!)"))
        scenario.send(.event(.alarmsChanged([Self.alarms[0]])))
        #expect(scenario.screen.contains("pictures are breaking (!)"))
        scenario.send(.event(.alarmsChanged([])))
        #expect(!scenario.screen.contains("(!)"))
    }

    @Test(
        "open with what was seen, since when, and the keys that help",
        arguments: ScreenTests.sizes)
    func window(size: Size) throws {
        var scenario = alarmed(width: size.width, height: size.height)
        scenario.press(.character("!"))
        try ScreenFile.expect(
            scenario.screen.replacingClockTimes, matches: "alarms-\(size.width)x\(size.height)")
    }

    @Test("give the keys: pause, go back, lower the weight of the reward that is named")
    func keys() {
        var scenario = alarmed()
        scenario.press(.character("!"), .character("-"))
        #expect(
            scenario.takeEffects()
                == [.perform(.setRewardWeight(reward: "diagnosis", weight: 0.9))])
        scenario.press(.character("b"))
        #expect(scenario.takeEffects() == [.perform(.rollBack(epoch: 4))])
        scenario.press(.character("P"))
        #expect(scenario.takeEffects() == [.perform(.pause)])
        scenario.press(.down, .character("b"), .character("-"))
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("names no reward"))
    }

    @Test("change no weight where there is none")
    func none() {
        var scenario = Scenario.trained()
        scenario.press(.character("!"), .character("-"), .character("b"))
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("There is no alarm to act on."))
    }

    @Test("stay chosen when a graver one comes, and none is chosen when the chosen one is over")
    func choice() {
        var scenario = alarmed()
        var graver = Self.alarms[0]
        (graver.subject, graver.checkpoint) = ("PA. No finding.", 2)
        scenario.press(.character("!"))
        scenario.send(.event(.alarmsChanged([graver] + Self.alarms)))
        scenario.press(.character("b"))
        #expect(scenario.takeEffects() == [.perform(.rollBack(epoch: 4))])
        scenario.send(.event(.alarmsChanged([graver])))
        scenario.press(.character("b"), .character("-"))
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("No alarm is chosen"))
        scenario.press(.down, .character("b"))
        #expect(scenario.takeEffects() == [.perform(.rollBack(epoch: 2))])
    }

    @Test("A run that has gone back reads the files anew that it makes again under the same names")
    func goesBackToFiles() {
        var scenario = alarmed(width: 120, height: 40)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        scenario.examineShownSample()
        let sample = [SampleRecord].example(epoch: 6)[0]
        let path = "trajectories/6-0.safetensors"
        let decode = DecodeRequest(trajectory: path, step: 4, view: .predictedOriginal)
        let attend = AttentionRequest(trajectory: path, prompt: sample.prompt, step: 4)
        let regenerate = RegenerateRequest(
            epoch: 6, index: 0, prompt: sample.prompt, seed: sample.seed, branch: .policy)
        scenario.send(.event(.decoded(decode, .disc(shade: 90))))
        scenario.send(
            .event(.attended(AttentionMaps(request: attend, trainedEpochs: 6, maps: []))))
        scenario.send(
            .event(
                .regenerated(
                    RegeneratedTrajectory(
                        request: regenerate, trajectory: "trajectories/again/1.safetensors",
                        trainedEpochs: 6))))
        scenario.send(.event(.rolledBack(epoch: 5)))
        _ = scenario.takeEffects()
        scenario.finish(epoch: 6)
        let folder = RunDescription.example.folder
        #expect(scenario.takeEffects().contains(.loadTrajectory(run: folder, path: path)))
        let trajectory = scenario.model.trajectory
        #expect(trajectory.decoded[decode] == nil)
        #expect(trajectory.examinations.count(path) == 0)
        #expect(trajectory.attention[attend] == nil)
        #expect(trajectory.regenerations[regenerate] == nil)
    }

    @Test("A run that has gone back forgets what came after")
    func goesBack() {
        var scenario = alarmed()
        scenario.press(.left)
        scenario.send(.event(.rolledBack(epoch: 4)))
        #expect(scenario.model.history.lastReport?.epoch == 4)
        #expect(scenario.model.history.samples.keys.max() == 4)
        #expect(scenario.model.curves.inspected == nil)
        #expect(scenario.model.run?.finishedEpochs == 4)
    }
}
