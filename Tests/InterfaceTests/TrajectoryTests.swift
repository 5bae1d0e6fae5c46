import Images
import Terminal
import Testing
import Workbench

@testable import Interface

@Suite struct TrajectoryTests {
    /// The newest epoch's first trajectory, read.
    private func opened(width: Int = 80, height: Int = 24) -> Scenario {
        var scenario = Scenario.trained(epochs: 6, width: width, height: height)
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
        #expect(scenario.model.shownPartnerStep == 3)
        scenario.press(.character("L"), .left)
        #expect(scenario.model.shownStep == 2)
        #expect(scenario.model.shownPartnerStep == 3)
        scenario.press(.character("L"))
        #expect(scenario.model.shownPartnerStep == 2)
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
        var scenario = Scenario.trained(epochs: 6, width: 120, height: 40)
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

    private func examination(_ path: String, _ step: Int) -> Event {
        .stepExamined(.example(path, step: step))
    }

    @Test(
        "Both walks are examined once the keys rest, from the cursor on, and the engine not asked twice"
    )
    func examines() {
        var scenario = opened()
        #expect(scenario.screen.contains("Asked for as soon as the keys rest."))
        scenario.wait(0.4)
        let prompt = RunDescription.example.prompts[0].text
        let wanted = Command.examine([
            ExamineRequest(
                trajectory: "trajectories/6-0.safetensors", prompt: prompt, steps: [4, 0, 1, 2, 3],
                asksAnchor: true),
            ExamineRequest(
                trajectory: "trajectories/6-0-anchor.safetensors", prompt: prompt,
                steps: [4, 0, 1, 2, 3], asksAnchor: false),
        ])
        #expect(scenario.takeEffects().contains(.perform(wanted)))
        #expect(scenario.screen.contains("Follows in the gaps of training."))
        scenario.send(.event(examination("trajectories/6-0.safetensors", 0)))
        // the cursor's step is not examined yet
        #expect(scenario.screen.contains("ratio –"))
        #expect(!scenario.screen.contains("NaN"))
        scenario.wait(1)
        scenario.wait(1)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("What was missed when another sample was looked at is asked for on coming back")
    func examinesTheRest() {
        var scenario = opened()
        scenario.wait(0.4)
        scenario.send(.event(examination("trajectories/6-0.safetensors", 0)))
        scenario.press(.down)
        scenario.answerTrajectories()
        scenario.wait(0.4)
        scenario.press(.up)
        _ = scenario.takeEffects()
        scenario.wait(0.4)
        let steps = scenario.takeEffects().compactMap { effect -> [[Int]]? in
            guard case .perform(.examine(let requests)) = effect else { return nil }
            return requests.map(\.steps)
        }
        #expect(steps == [[[4, 1, 2, 3], [4, 0, 1, 2, 3]]])
    }

    @Test("Rewards on x̂0, σ, log-probability and its ratio to the anchor stand at the cursor")
    func curves() {
        var scenario = Scenario.trained(epochs: 6, width: 120, height: 40)
        scenario.press(.character("3"))
        scenario.answerTrajectories()
        for step in 0..<5 {
            scenario.send(.event(examination("trajectories/6-0.safetensors", step)))
        }
        scenario.press(.left)
        let lines = scenario.screen.split(separator: "\n").map(String.init)
        func value(_ name: String) -> String? {
            lines.first { $0.hasPrefix("│ \(name) ") }
        }
        #expect(value("diagnosis")?.contains("0.400  A –") == true)
        #expect(value("σ")?.contains("0.200  A 0.200") == true)
        #expect(value("log-prob")?.contains("1.400  A 1.400") == true)
        #expect(value("ratio")?.contains("1.0030") == true)
        // log p of the stored step is 1.4, of the anchor 1.3
        scenario.send(
            .event(
                .stepExamined(
                    StepExamination(
                        trajectory: "trajectories/6-0.safetensors", step: 3, scores: [:],
                        anchorLogProbability: 1.3))))
        #expect(scenario.screen.contains("1.1052"))
        scenario.press(.right)
        #expect(!scenario.screen.contains("1.1052"))
    }

    @Test("Where the ratio has no line of its own, it stands beside the seed")
    func smallRatio() {
        var scenario = opened()
        scenario.press(.left)
        scenario.examineShownSample()
        #expect(scenario.screen.contains("ratio 1.0030 · "))
        scenario.send(.resize(Size(width: 120, height: 40)))
        #expect(!scenario.screen.contains("ratio 1.0030 · "))
    }

    @Test("An engine that does not examine says why, and is not asked again")
    func refusesToExamine() {
        var scenario = opened()
        scenario.send(.refused(.examine([]), reason: "This run is only looked at."))
        #expect(scenario.screen.contains("This run is only looked at."))
        scenario.wait(1)
        let asksToExamine = scenario.takeEffects().contains { effect in
            if case .perform(.examine) = effect { true } else { false }
        }
        #expect(!asksToExamine)
    }

    @Test("o compares with the anchor from the same noise, then with today's policy")
    func partners() {
        var scenario = opened(width: 120, height: 40)
        scenario.press(.character("o"))
        _ = scenario.takeEffects()
        #expect(scenario.screen.contains("asked for as soon"))
        scenario.wait(0.4)
        let sample = [SampleRecord].example(epoch: 6)[0]
        var request = RegenerateRequest(
            epoch: 6, index: 0, prompt: sample.prompt, seed: sample.seed, branch: .anchor)
        #expect(scenario.takeEffects().contains(.perform(.regenerate(request))))
        #expect(scenario.screen.contains("being made: step 0 of 5"))

        scenario.press(.character("o"))
        scenario.wait(0.4)
        request.branch = .policy
        #expect(scenario.takeEffects().contains(.perform(.regenerate(request))))
        let path = "trajectories/again/1.safetensors"
        scenario.send(
            .event(
                .regenerated(
                    RegeneratedTrajectory(request: request, trajectory: path, trainedEpochs: 6))))
        #expect(
            scenario.takeEffects()
                == [.loadTrajectory(run: RunDescription.example.folder, path: path)])
        scenario.send(.trajectory(path: path, .success(.example(shade: 90))))
        scenario.press(.character("z"))
        #expect(scenario.screen.contains("today x̂0 after epoch 6"))
        scenario.press(.character("r"))
        scenario.wait(0.4)
        #expect(scenario.takeEffects().contains(.perform(.regenerate(request))))
    }

    @Test("A picture that cannot be made again says why")
    func regenerationFails() {
        var scenario = opened()
        scenario.press(.character("o"))
        scenario.wait(0.4)
        for effect in scenario.takeEffects() {
            guard case .perform(.regenerate(let request)) = effect else { continue }
            scenario.send(.refused(.regenerate(request), reason: "No engine."))
        }
        #expect(scenario.screen.contains("No engine."))
        scenario.wait(1)
        #expect(scenario.takeEffects().isEmpty)
    }

    @Test("The large view leaves film and curves out")
    func largeView() {
        var scenario = opened()
        #expect(scenario.screen.contains("film"))
        scenario.press(.character("z"))
        #expect(!scenario.screen.contains("film") && !scenario.screen.contains("log-prob"))
        scenario.press(.escape)
        #expect(scenario.screen.contains("film"))
    }

    private static func maps(_ request: AttentionRequest) -> AttentionMaps {
        let labels = ["Small", "left", "pleural", "effusion", "No", "pneumothorax", "ACE 1"]
        return AttentionMaps(
            request: request, trainedEpochs: 6,
            maps: labels.enumerated().map { index, label in
                AttentionMap(
                    label: label, share: 0.01 * Double(index + 1), lowest: 0.005,
                    peak: 0.2,
                    picture: GreyPicture(width: 2, height: 1, pixels: [0, 255]))
            })
    }

    @Test("a asks where the policy looks, shows it as heat, and w goes on to the next word")
    func attention() throws {
        var scenario = opened(width: 120, height: 40)
        scenario.press(.character("w"))
        #expect(scenario.screen.contains("The attention to words is not shown (a)."))
        scenario.press(.character("a"))
        _ = scenario.takeEffects()
        #expect(scenario.screen.contains("attention: asked for as soon as the keys rest"))
        scenario.wait(0.4)
        var request = AttentionRequest(
            trajectory: "trajectories/6-0.safetensors",
            prompt: RunDescription.example.prompts[0].text, step: 4)
        #expect(scenario.takeEffects().contains(.perform(.attend(request))))
        scenario.send(.event(.attended(Self.maps(request))))
        // the first finding of the prompt
        #expect(scenario.screen.contains("policy x̂0 effusion"))
        #expect(scenario.screen.contains("Small left pleural ▸effusion◂ No"))
        #expect(scenario.screen.contains("4.0 % of the weight, from 0.5 to 20.0 %"))
        scenario.press(.character("w"), .character("w"), .character("w"))
        #expect(scenario.screen.contains("▸ACE 1◂"))
        scenario.press(.character("w"), .character("W"), .character("W"))
        #expect(scenario.screen.contains("▸pneumothorax◂"))

        scenario.press(.left)
        scenario.wait(0.4)
        request.step = 3
        #expect(scenario.takeEffects().contains(.perform(.attend(request))))
        scenario.send(.event(.attentionFailed(request, reason: "other steps")))
        #expect(scenario.screen.contains("attention: other steps"))
        scenario.press(.character("a"))
        #expect(!scenario.screen.contains("attention:"))
    }

    @Test("Heat leaves the picture where all the weight is, dims it elsewhere, and is warm")
    func heat() {
        let grey = GreyPicture(width: 2, height: 1, pixels: [100, 100])
        let weights = GreyPicture(width: 2, height: 1, pixels: [0, 255])
        let shown = HeatMap.picture(grey, weights: weights, window: .full)
        #expect(shown.pixels == [35, 35, 35, 220, 148, 100])
        let inverted = HeatMap.picture(
            grey, weights: weights, window: PictureWindow(isInverted: true))
        #expect(inverted.pixels[5] == 155)
    }

    @Test(
        "Pictures of the film and timesteps stand in the middle of their step, as curves do",
        arguments: [80, 110, 200])
    func aligned(width: Int) throws {
        let scenario = opened(width: width, height: 40)
        var frame = Frame(scenario.model.size)
        draw(scenario.model, into: &frame)
        let axis = StepAxis(
            scenario.model, in: Rect(x: 2, y: 0, width: scenario.model.size.width - 4, height: 1))
        let lines = scenario.screen.split(separator: "\n").map(Array.init)
        let timesteps = try #require(lines.first { $0.starts(with: Array("│ t   ")) })
        for (step, text) in ["801", "601", "401", "201", "1"].enumerated() {
            let columns = axis.columns(of: step)
            let middle = Double(columns.lowerBound + columns.upperBound) / 2
            let film = try #require(frame.pictures.first { $0.id == "film-\(step)" }).rect
            #expect(abs(Double(film.x + film.right) / 2 - middle) <= 0.5)
            let start = axis.start(of: text.count, at: step)
            #expect(abs(Double(2 * start + text.count) / 2 - middle) <= 0.5)
            #expect(String(timesteps[start..<start + text.count]) == text)
        }
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
