import Images
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct TrajectoryTests {
    /// The newest epoch's first trajectory, read.
    private func opened() -> Scenario {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        return scenario
    }

    @Test("Opening the pane asks once for the files of policy and anchor")
    func loads() {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.character("3"))
        let folder = RunDescription.example.folder
        #expect(
            scenario.takeEffects() == [
                .loadTrajectory(run: folder, path: "trajectories/6-0.safetensors"),
                .loadTrajectory(run: folder, path: "trajectories/6-0-anchor.safetensors"),
            ])
        scenario.press(.left, .right)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("Steps stay within the trajectory, and a new epoch does not move what is looked at")
    func steps() {
        var scenario = opened()
        #expect(scenario.model.shownStep == 4)
        scenario.press(.right)
        #expect(scenario.model.shownStep == 4)
        scenario.press(.character("K"))
        #expect(scenario.model.shownStep == 0)
        scenario.press(.character("l"), .left, .left)
        #expect(scenario.model.shownStep == 0)
        scenario.finish(epoch: 7)
        #expect(scenario.model.shownSample?.epoch == 6)
        scenario.press(.character("]"))
        #expect(scenario.model.shownSample?.epoch == 7)
    }

    @Test("Up and down go through the samples that have a trajectory")
    func samples() {
        var scenario = opened()
        scenario.press(.down)
        #expect(scenario.model.shownSample?.index == 2)
        scenario.press(.down, .down, .down)
        #expect(scenario.model.shownSample?.index == 4)
        scenario.press(.up)
        #expect(scenario.model.shownSample?.index == 2)
    }

    @Test("Space plays from the start to the end, a step per quarter of a second")
    func plays() {
        var scenario = opened()
        scenario.press(.space)
        #expect(scenario.model.shownStep == 0)
        scenario.wait(0.25)
        #expect(scenario.model.shownStep == 1)
        scenario.press(.space)
        scenario.wait(1)
        #expect(scenario.model.shownStep == 1)
        scenario.press(.space)
        for _ in 0..<5 { scenario.wait(0.25) }
        #expect(scenario.model.shownStep == 4)
        #expect(!scenario.model.trajectory.isPlaying)
    }

    @Test("The anchor follows the step while linked, and stays where it is when not")
    func links() {
        var scenario = opened()
        scenario.press(.left)
        #expect(scenario.model.shownAnchorStep == 3)
        scenario.press(.character("L"), .left)
        #expect(scenario.model.shownStep == 2)
        #expect(scenario.model.shownAnchorStep == 3)
        scenario.press(.character("L"))
        #expect(scenario.model.shownAnchorStep == 2)
    }

    @Test("The decoder is asked for what is looked at once the keys rest, and its picture is shown")
    func decodes() {
        var scenario = opened()
        scenario.press(.left)
        scenario.wait(0.1)
        scenario.press(.left)
        scenario.wait(0.25)
        #expect(scenario.takeEffects().isEmpty)
        scenario.wait(0.1)
        let request = DecodeRequest(
            trajectory: "trajectories/6-0.safetensors", step: 2, view: .predictedOriginal)
        #expect(scenario.takeEffects().first == .perform(.decode(request)))
        scenario.send(.event(.decoded(request, .disc(shade: 255))))
        let shown = scenario.model.picture(
            of: scenario.model.policyFrames, path: request.trajectory, step: 2)
        #expect(shown?.isDecoded == true)
        scenario.wait(1)
        scenario.wait(1)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("An engine that does not decode is not asked again")
    func refusesToDecode() {
        var scenario = opened()
        scenario.wait(1)
        scenario.wait(1)
        for effect in scenario.takeEffects() {
            guard case .perform(let command) = effect else { continue }
            scenario.send(.refused(command, reason: "no model is loaded"))
        }
        scenario.press(.left)
        scenario.wait(1)
        scenario.wait(1)
        #expect(scenario.takeEffects().isEmpty)
        #expect(scenario.screen.contains("no decoder: no model is loaded"))
    }

    @Test("A file that cannot be read says why, and is tried again on coming back")
    func fails() {
        var scenario = Scenario.trained(epochs: 6)
        scenario.press(.character("3"))
        let path = "trajectories/6-0.safetensors"
        scenario.send(.trajectory(path: path, .failure(TrajectoryFailure("It is cut short."))))
        #expect(scenario.screen.contains("It is cut short."))
        _ = scenario.takeEffects()
        scenario.press(.character("1"), .character("3"))
        #expect(
            scenario.takeEffects() == [
                .loadTrajectory(run: RunDescription.example.folder, path: path)
            ])
    }

    @Test("v switches between x̂0 and x_t")
    func views() {
        var scenario = opened()
        #expect(scenario.screen.contains("policy x̂0"))
        scenario.press(.character("v"))
        #expect(scenario.screen.contains("policy x_t"))
    }

    @Test("The difference is middle grey where pictures agree and doubles what they do not")
    func difference() {
        let one = GreyPicture(width: 3, height: 1, pixels: [100, 110, 255])
        let other = GreyPicture(width: 3, height: 1, pixels: [100, 100, 0])
        #expect(PictureDifference.picture(one, other)?.pixels == [128, 148, 255])
        #expect(PictureDifference.picture(one, .disc(shade: 1)) == nil)
    }

    @Test("Only the latest trajectories are kept")
    func store() {
        var store = TrajectoryStore()
        for index in 0...TrajectoryStore.limit {
            store.set(.ready(.example(shade: 1)), for: "\(index)")
            store.touch("0")
        }
        #expect(store["0"] != nil)
        #expect(store["1"] == nil)
        #expect(store["\(TrajectoryStore.limit)"] != nil)
    }
}
