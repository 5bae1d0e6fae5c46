import Configuration
import Engine
import Foundation
import Images
import Runs
import Safetensors
import Testing
import Workbench

@Suite(.serialized) struct TrainingEngineTests {
    private static func isEnd(_ event: Event) -> Bool {
        switch event {
        case .phaseChanged(let phase): [.complete, .stopped, .failed].contains(phase)
        default: false
        }
    }

    private static func metrics(_ events: [Event]) -> [Int: [String: Double]] {
        var found: [Int: [String: Double]] = [:]
        for case .epochFinished(let report) in events {
            found[report.epoch] = report.metrics.filter { !$0.key.hasPrefix("time/") }
        }
        return found
    }

    private static func folder(_ events: [Event]) throws -> RunFolder {
        for case .runOpened(let run) in events { return try RunFolder(path: run.folder) }
        throw EngineTestFailure()
    }

    private struct EngineTestFailure: Error {}

    private static func equal(_ left: [String: Double], _ right: [String: Double]) -> Bool {
        left.keys == right.keys
            && left.allSatisfy { $0.value.bitPattern == right[$0.key]?.bitPattern }
    }

    /// Trains to the end.
    private static func train(_ options: EngineOptions) async throws -> [Event] {
        let engine = TrainingEngine(options)
        try await engine.perform(.start)
        return try await events(of: engine, until: isEnd)
    }

    @Test("The sample that was shown in the making is shown as the decoder sees it afterwards")
    func sharpened() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        try await engine.perform(.start)
        let all = try await events(of: engine, until: Self.isEnd)
        let shown = try #require(engine.snapshot.value.rollout)
        let picture = RunFolder.picture(epoch: 2, index: shown.id)
        let kept = try GreyPicture(contentsOf: Self.folder(all).absolute(picture))
        #expect(shown.policy == kept)
    }

    @Test("A branch begins with the other run's weights and scale, and says so")
    func branches() async throws {
        let run = try TinyRun()
        let parent = try await Self.train(run.options())
        let branch = RunBranch(run: try Self.folder(parent).path, epoch: 2)
        var options = run.options { $0.rlcf.epochs = 1 }
        let fresh = try await Self.train(options)
        options.branch = branch
        let child = try await Self.train(options)
        let first = try #require(Self.metrics(parent)[1])
        #expect(Self.equal(try #require(Self.metrics(fresh)[1]), first))
        #expect(!Self.equal(try #require(Self.metrics(child)[1]), first))
        #expect(try Self.folder(child).manifest().branch == branch)
        #expect(try Self.folder(fresh).manifest().branch == nil)
        let folder = try Self.folder(parent)
        #expect(try RunReader(folder).history.finishedEpochs() == 2)
    }

    @Test("A run that goes back pauses at its checkpoint, and takes the same way again")
    func goesBack() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.rlcf.epochs = 3 })
        try await engine.perform(.start)
        var hasGoneBack = false
        let all = try await events(of: engine, until: Self.isEnd) { event in
            switch event {
            case .checkpointSaved(let saved) where saved.epoch == 2 && !hasGoneBack:
                hasGoneBack = true
                await #expect(throws: CommandRefusal.self) {
                    try await engine.perform(.rollBack(epoch: 7))
                }
                try await engine.perform(.rollBack(epoch: 1))
                try await engine.perform(.resume)
            default: break
            }
        }
        let back = try #require(all.firstIndex(of: .rolledBack(epoch: 1)))
        #expect(all[back...].contains(.phaseChanged(.paused)))
        let (before, after) = (Self.metrics(Array(all[..<back])), Self.metrics(Array(all[back...])))
        #expect(Self.equal(try #require(before[2]), try #require(after[2])))
        let history = try RunReader(Self.folder(all)).history
        #expect(try history.reports().map(\.epoch) == [1, 2, 3])
        #expect(try history.finishedEpochs() == 3)
    }

    @Test("Two epochs leave metrics, samples, pictures, trajectories and checkpoints in the run")
    func twoEpochs() async throws {
        let run = try TinyRun()
        let all = try await Self.train(run.options())
        let folder = try Self.folder(all)
        let history = try RunReader(folder).history
        #expect(all.last == .phaseChanged(.complete))
        #expect(try history.finishedEpochs() == 2)
        #expect(try history.checkpoints().map(\.epoch) == [1, 2])
        let samples = try history.samples(epoch: 1)
        #expect(samples.count == 8)
        let files = samples.compactMap(\.picture) + samples.compactMap(\.trajectory)
        #expect(files.count == 10)
        #expect(files.allSatisfy { FileManager.default.fileExists(atPath: folder.absolute($0)) })
        #expect(Self.metrics(all)[2]?["judge/posture"]?.isFinite == true)
    }

    @Test("Samples name the anchor's kept picture, and a choice between both is kept and published")
    func judged() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        try await engine.perform(.start)
        var made: PairJudgement?
        let all = try await events(of: engine, until: Self.isEnd) { event in
            guard case .samplesScored(1, let samples) = event, let sample = samples.last,
                let own = sample.picture, let other = sample.anchorPicture
            else { return }
            let judgement = PairJudgement(
                id: 5, promptID: sample.promptID, prompt: sample.prompt,
                left: JudgedPicture(
                    source: .policy(epoch: 1, index: sample.index), path: own,
                    scores: sample.scores),
                right: JudgedPicture(
                    source: .anchor, path: other, scores: sample.anchorPictureScores),
                choice: .right)
            made = judgement
            try await engine.perform(.judge(judgement))
            await #expect(throws: CommandRefusal.self) {
                try await engine.perform(.judge(judgement))
            }
        }
        let folder = try Self.folder(all)
        let kept = try #require(try RunReader(folder).history.judgements().first)
        #expect(kept.left.scores == made?.left.scores)
        #expect(kept.right.scores.keys.sorted() == ["diagnosis", "posture", "total"])
        #expect(all.contains(.judged(kept)))
        let pictures = try [kept.left, kept.right, made?.right].map {
            try GreyPicture(contentsOf: folder.absolute($0?.path ?? ""))
        }
        #expect(pictures[1] == pictures[2] && pictures[0] != pictures[1])
    }

    @Test("The judgement reward waits for ten choices, then counts from the next epoch on")
    func judgementReward() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(
            run.options {
                $0.rlcf.epochs = 4
                $0.rewards.judgement.weight = 1
            })
        try await engine.perform(.start)
        let all = try await events(of: engine, until: Self.isEnd) { event in
            switch event {
            case .samplesScored(1, let samples):
                for (id, sample) in (samples + samples).enumerated().prefix(10) {
                    try await engine.perform(.judge(Self.judgement(id, sample)))
                }
            case .checkpointSaved(let saved) where saved.epoch == 3:
                try await engine.perform(.stop)
            default: break
            }
        }
        let texts = all.compactMap { event in
            if case .message(let message) = event { message.text } else { nil }
        }
        #expect(texts.contains { $0.contains("inactive: 0 of the 10 choices") })
        #expect(texts.contains { $0.contains("is fitted to 10 choices") })
        let metrics = Self.metrics(all)
        #expect(metrics[1]?["reward/judgement/mean"] == nil)
        for epoch in 2...3 {
            #expect(metrics[epoch]?["reward/judgement/mean"]?.isFinite == true)
            #expect(metrics[epoch]?["reward/judgement/win_rate"]?.isFinite == true)
        }
        guard case .runOpened(let description)? = all.first else {
            Issue.record("the run was not opened")
            return
        }
        #expect(description.rewards.map(\.name) == ["posture", "diagnosis", "judgement"])
        // the choices alone bring it back
        let resumed = try await Self.train(
            run.options(.resumed(Self.folder(all))) {
                $0.rlcf.epochs = 4
                $0.rewards.judgement.weight = 1
            })
        #expect(Self.metrics(resumed)[4]?["reward/judgement/mean"]?.isFinite == true)
    }

    /// The policy's picture is better where its index is even.
    private static func judgement(_ id: Int, _ sample: SampleRecord) -> PairJudgement {
        PairJudgement(
            id: id, promptID: sample.promptID, prompt: sample.prompt,
            left: JudgedPicture(
                source: .policy(epoch: sample.epoch, index: sample.index),
                path: sample.picture ?? "", scores: sample.scores),
            right: JudgedPicture(
                source: .anchor, path: sample.anchorPicture ?? "",
                scores: sample.anchorPictureScores),
            choice: sample.index.isMultiple(of: 2) ? .left : .right)
    }

    @Test("The judgement reward joins a run that goes on when it is given a weight")
    func judgementWeight() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.rlcf.epochs = 1 })
        try await engine.perform(.setRewardWeight(reward: "judgement", weight: 0.5))
        try await engine.perform(.start)
        let all = try await events(of: engine, until: Self.isEnd)
        #expect(all.contains(.rewardWeightChanged(reward: "judgement", weight: 0.5)))
        let history = try RunReader(Self.folder(all)).history
        #expect(try history.description()?.rewards.last == .judgement(weight: 0.5))
        #expect(Self.metrics(all)[1]?["reward/judgement/mean"] == nil)
    }

    @Test("A run that is stopped in the middle of an epoch and resumed is the uninterrupted run")
    func resume() async throws {
        let run = try TinyRun()
        let whole = Self.metrics(try await Self.train(run.options()))

        let engine = TrainingEngine(run.options())
        try await engine.perform(.start)
        let first = try await events(of: engine, until: Self.isEnd) { event in
            // the second epoch's rollout is judged, its update has begun
            if case .samplesScored(epoch: 2, _) = event { try await engine.perform(.stop) }
        }
        #expect(first.last == .phaseChanged(.stopped))
        #expect(Self.metrics(first).keys.sorted() == [1])

        let folder = try Self.folder(first)
        let rest = try await Self.train(run.options(.resumed(folder)))
        #expect(Self.metrics(rest).keys.sorted() == [2])
        let (expected, found) = (whole[2] ?? [:], Self.metrics(rest)[2] ?? [:])
        #expect(!expected.isEmpty && Self.equal(expected, found))
    }

    @Test("A run whose checkpoints are gone is refused, and keeps its history")
    func lostCheckpoints() async throws {
        let run = try TinyRun()
        let begun = TrainingEngine(run.options { $0.rlcf.epochs = 3 })
        try await begun.perform(.start)
        let first = try await events(of: begun, until: Self.isEnd) { event in
            if case .samplesScored(epoch: 3, _) = event { try await begun.perform(.stop) }
        }
        let folder = try Self.folder(first)
        try FileManager.default.removeItem(atPath: folder.absolute("checkpoints"))

        let engine = TrainingEngine(
            run.options(.resumed(folder)) {
                $0.rlcf.epochs = 3
                $0.run.checkpointEvery = 1
            })
        _ = try await events(of: engine, until: Self.isEnd)
        let failure = try #require(engine.failure)
        #expect(failure.contains("2 finished epochs and no checkpoint to go on from"))
        #expect(try RunReader(folder).history.finishedEpochs() == 2)
    }

    @Test("A prompt is drawn by policy and anchor while training is paused")
    func sampleWhilePaused() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        try await engine.perform(
            .sample(SampleRequest(id: 5, prompt: "A pleural effusion.", seed: 11)))
        let all = try await events(of: engine) { event in
            if case .sampleFinished = event { true } else { Self.isEnd(event) }
        }
        guard case .sampleFinished(let result) = all.last else {
            Issue.record("no sample came: \(engine.failure ?? "no failure")")
            return
        }
        #expect(result.id == 5)
        #expect(result.policy.width == 16 && result.anchor.width == 16)
        #expect(result.policyScores.keys.sorted() == ["diagnosis", "posture"])
    }

    @Test("A stored latent is decoded on request")
    func decode() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.rlcf.epochs = 1 })
        try await engine.perform(.start)
        var asked: DecodeRequest?
        let all = try await events(of: engine) { event in
            if case .decoded = event { true } else { event == .phaseChanged(.failed) }
        } onEach: { event in
            guard case .samplesScored(_, let samples) = event,
                let path = samples.compactMap(\.trajectory).first
            else { return }
            let request = DecodeRequest(trajectory: path, step: 2, view: .predictedOriginal)
            asked = request
            try await engine.perform(.decode(request))
        }
        guard case .decoded(let request, let picture) = all.last else {
            Issue.record("nothing was decoded: \(engine.failure ?? "no failure")")
            return
        }
        #expect(request == asked)
        #expect(picture.width == 16 && Set(picture.pixels).count > 1)
    }

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
        let folder = try Self.folder(all)
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

    @Test("A missing model ends in failure with a sentence that names the folder")
    func missingModel() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.model.path = "\(run.root)/nothing" })
        let all = try await events(of: engine, until: Self.isEnd)
        #expect(all.last == .phaseChanged(.failed))
        #expect(engine.failure?.contains("\(run.root)/nothing") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(run.root)/runs"))
    }

    @Test("A weight changes at once, a wrong one is refused with the names that there are")
    func weights() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        let opened = try await events(of: engine) { $0 == .phaseChanged(.ready) }
        try await engine.perform(.setRewardWeight(reward: "posture", weight: 2))
        let manifest = try Self.folder(opened).manifest()
        #expect(manifest.configuration.rewards.posture.weight == 2)
        await #expect(throws: CommandRefusal.self) {
            try await engine.perform(.setRewardWeight(reward: "beauty", weight: 1))
        }
        try await engine.perform(.stop)
    }
}
