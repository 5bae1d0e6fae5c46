import Configuration
import Engine
import Foundation
import Images
import Runs
import Safetensors
import Testing
import Workbench

@Suite(.serialized) struct TrajectoryRequestTests {
    /// One epoch of a policy that is the anchor when it rolls out, then requests about its first
    /// trajectory, until an event that is waited for.
    private static func ask(
        tokens: Int = 0, _ command: (SampleRecord) -> Command, until isLast: (Event) -> Bool
    ) async throws -> (sample: SampleRecord, folder: RunFolder, events: [Event]) {
        let run = try TinyRun()
        let engine = TrainingEngine(
            run.options {
                $0.rlcf.epochs = 1
                $0.ace.tokens = tokens
                $0.optimizer.learningRate = 0.01
            })
        try await engine.perform(.start)
        var sample: SampleRecord?
        let all = try await events(of: engine) {
            isLast($0) || $0 == .phaseChanged(.failed)
        } onEach: { event in
            if case .samplesScored(_, let samples) = event {
                sample = samples.first { $0.trajectory != nil }
            }
            guard event == .phaseChanged(.complete), let sample else { return }
            try await engine.perform(command(sample))
        }
        let folder = try EngineTraining.folder(all)
        let kept = try #require(sample)
        // The folder goes with the run.
        try #require(FileManager.default.fileExists(atPath: folder.path))
        try FileManager.default.copyItem(atPath: folder.path, toPath: run.root + "-kept")
        return (kept, try RunFolder(path: run.root + "-kept"), all)
    }

    @Test("Every step is scored by every reward, and the anchor finds it as likely as its twin did")
    func examine() async throws {
        let (sample, folder, all) = try await Self.ask { sample in
            .examine([
                ExamineRequest(
                    trajectory: sample.trajectory ?? "", prompt: sample.prompt,
                    steps: [3, 0, 1, 2], asksAnchor: true)
            ])
        } until: { event in
            if case .stepExamined(let step) = event { step.step == 2 } else { false }
        }
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        let steps = all.compactMap { event -> StepExamination? in
            if case .stepExamined(let step) = event { step } else { nil }
        }
        #expect(steps.map(\.step) == [3, 0, 1, 2])
        #expect(steps.allSatisfy { $0.scores.keys.sorted() == ["diagnosis", "posture"] })
        #expect(Set(steps.compactMap { $0.scores["diagnosis"] }).count == 4)
        let file = try SafetensorsFile(path: folder.absolute(sample.trajectory ?? ""))
        let stored = try file.floats(of: "log_probabilities")
        for step in steps {
            let anchor = try #require(step.anchorLogProbability)
            #expect(abs(anchor - Double(stored[step.step])) < 1e-5, "step \(step.step)")
        }
    }

    @Test(
        "A sample is made again from its noise: by the anchor as it was, by today's policy anew",
        arguments: [ModelBranch.anchor, .policy])
    func regenerate(branch: ModelBranch) async throws {
        let (sample, folder, all) = try await Self.ask { sample in
            .regenerate(
                RegenerateRequest(
                    epoch: sample.epoch, index: sample.index, prompt: sample.prompt,
                    seed: sample.seed, branch: branch))
        } until: { event in
            if case .regenerated = event { true } else { false }
        }
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        guard case .regenerated(let result) = all.last else {
            Issue.record("nothing was made")
            return
        }
        #expect(result.trainedEpochs == 1)
        func latents(_ path: String) throws -> [Float] {
            try SafetensorsFile(path: folder.absolute(path)).floats(of: "latents")
        }
        let (old, new) = (try latents(sample.trajectory ?? ""), try latents(result.trajectory))
        let size = old.count / 5
        let first = zip(old, new).prefix(size).map { abs($0 - $1) }.max() ?? .nan
        let last = zip(old, new).suffix(size).map { abs($0 - $1) }.max() ?? .nan
        #expect(first == 0)
        #expect(branch == .anchor ? last < 1e-3 : last > 1e-2, "\(last)")
    }

    @Test("The policy says where it looks for each word of a prompt, and for each embedding")
    func attend() async throws {
        let (sample, folder, all) = try await Self.ask(tokens: 2) { sample in
            .attend(
                AttentionRequest(
                    trajectory: sample.trajectory ?? "", prompt: sample.prompt, step: 1))
        } until: { event in
            if case .attended = event { true } else { false }
        }
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        guard case .attended(let found) = all.last else {
            Issue.record("no attention came")
            return
        }
        let words = sample.prompt.split { !$0.isLetter }.map(String.init)
        #expect(found.maps.map(\.label) == words + ["ACE 1", "ACE 2"])
        #expect(found.trainedEpochs == 1)
        #expect(
            found.maps.allSatisfy {
                $0.picture.width == 8 && $0.picture.pixels.max() == 255
                    && $0.picture.pixels.min() == 0
            })
        #expect(
            found.maps.allSatisfy { $0.lowest <= $0.share && $0.share <= $0.peak && $0.peak <= 1 })
        #expect(found.maps.map(\.share).reduce(0, +) < 1)
    }

    @Test("A sheet of variations is drawn picture by picture while the run is paused")
    func sheet() async throws {
        let request = SheetRequest(
            id: 4, prompts: ["A left pleural effusion.", "No edema."], seed: 3,
            branches: [.policy, .anchor, .policyWithoutEmbeddings])
        let (_, folder, all) = try await Self.ask(tokens: 2) { _ in
            .sheet(request)
        } until: {
            if case .sheetPictureFinished(let picture) = $0 {
                picture.prompt == 1 && picture.branch == .policyWithoutEmbeddings
            } else {
                false
            }
        }
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        let pictures = all.compactMap { event -> SheetPicture? in
            if case .sheetPictureFinished(let picture) = event { picture } else { nil }
        }
        #expect(pictures.map(\.prompt) == [0, 0, 0, 1, 1, 1])
        #expect(pictures.map(\.branch) == request.branches + request.branches)
        #expect(pictures.allSatisfy { $0.id == 4 && $0.scores["posture"] != nil })
        #expect(Set(pictures.prefix(3).map(\.picture.pixels)).count == 3)
    }
}
