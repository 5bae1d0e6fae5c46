import Configuration
import Engine
import Foundation
import Images
import Runs
import Testing
import Workbench

@Suite(.serialized) struct TrainingEngineTests {
    @Test("The sample that was shown in the making is shown as the decoder sees it afterwards")
    func sharpened() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        try await engine.perform(.start)
        let all = try await events(of: engine, until: EngineTraining.isEnd)
        let shown = try #require(engine.snapshot.value.rollout)
        let picture = RunFolder.picture(epoch: 2, index: shown.id)
        let kept = try GreyPicture(contentsOf: EngineTraining.folder(all).absolute(picture))
        #expect(shown.policy == kept)
    }

    @Test("A branch begins with the other run's weights and scale, and says so")
    func branches() async throws {
        let run = try TinyRun()
        let parent = try await EngineTraining.train(run.options())
        let branch = RunBranch(run: try EngineTraining.folder(parent).path, epoch: 2)
        var options = run.options { $0.rlcf.epochs = 1 }
        let fresh = try await EngineTraining.train(options)
        options.branch = branch
        let child = try await EngineTraining.train(options)
        let first = try #require(EngineTraining.metrics(parent)[1])
        #expect(EngineTraining.equal(try #require(EngineTraining.metrics(fresh)[1]), first))
        #expect(!EngineTraining.equal(try #require(EngineTraining.metrics(child)[1]), first))
        #expect(try EngineTraining.folder(child).manifest().branch == branch)
        #expect(try EngineTraining.folder(fresh).manifest().branch == nil)
        let folder = try EngineTraining.folder(parent)
        #expect(try RunReader(folder).history.finishedEpochs() == 2)
    }

    @Test("A run that goes back pauses at its checkpoint, and takes the same way again")
    func goesBack() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.rlcf.epochs = 3 })
        try await engine.perform(.start)
        var hasGoneBack = false
        let all = try await events(of: engine, until: EngineTraining.isEnd) { event in
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
        let (before, after) = (
            EngineTraining.metrics(Array(all[..<back])), EngineTraining.metrics(Array(all[back...]))
        )
        #expect(EngineTraining.equal(try #require(before[2]), try #require(after[2])))
        let history = try RunReader(EngineTraining.folder(all)).history
        #expect(try history.reports().map(\.epoch) == [1, 2, 3])
        #expect(try history.finishedEpochs() == 3)
    }

    @Test("Two epochs leave metrics, samples, pictures, trajectories and checkpoints in the run")
    func twoEpochs() async throws {
        let run = try TinyRun()
        let all = try await EngineTraining.train(run.options())
        let folder = try EngineTraining.folder(all)
        let history = try RunReader(folder).history
        #expect(all.last == .phaseChanged(.complete))
        #expect(try history.finishedEpochs() == 2)
        #expect(try history.checkpoints().map(\.epoch) == [1, 2])
        let samples = try history.samples(epoch: 1)
        #expect(samples.count == 8)
        let files = samples.compactMap(\.picture) + samples.compactMap(\.trajectory)
        #expect(files.count == 10)
        #expect(files.allSatisfy { FileManager.default.fileExists(atPath: folder.absolute($0)) })
        #expect(EngineTraining.metrics(all)[2]?["judge/posture"]?.isFinite == true)
    }

    @Test("A run that is stopped in the middle of an epoch and resumed is the uninterrupted run")
    func resume() async throws {
        let run = try TinyRun()
        let whole = EngineTraining.metrics(try await EngineTraining.train(run.options()))

        // the second epoch's rollout is judged, its update has begun
        let first = try EngineTraining.stopped(run.options(), at: EngineTraining.isScored(2))
        #expect(first.last == .phaseChanged(.stopped))
        #expect(EngineTraining.metrics(first).keys.sorted() == [1])

        let folder = try EngineTraining.folder(first)
        let rest = try await EngineTraining.train(run.options(.resumed(folder)))
        #expect(EngineTraining.metrics(rest).keys.sorted() == [2])
        let (expected, found) = (whole[2] ?? [:], EngineTraining.metrics(rest)[2] ?? [:])
        #expect(!expected.isEmpty && EngineTraining.equal(expected, found))
    }

    @Test("A run whose checkpoints are gone is refused, and keeps its history")
    func lostCheckpoints() async throws {
        let run = try TinyRun()
        let first = try EngineTraining.stopped(
            run.options { $0.rlcf.epochs = 3 }, at: EngineTraining.isScored(3))
        let folder = try EngineTraining.folder(first)
        try FileManager.default.removeItem(atPath: folder.absolute("checkpoints"))

        let engine = TrainingEngine(
            run.options(.resumed(folder)) {
                $0.rlcf.epochs = 3
                $0.run.checkpointEvery = 1
            })
        _ = try await events(of: engine, until: EngineTraining.isEnd)
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
            if case .sampleFinished = event { true } else { EngineTraining.isEnd(event) }
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

    @Test("A missing model ends in failure with a sentence that names the folder")
    func missingModel() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options { $0.model.path = "\(run.root)/nothing" })
        let all = try await events(of: engine, until: EngineTraining.isEnd)
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
        let manifest = try EngineTraining.folder(opened).manifest()
        #expect(manifest.configuration.rewards.posture.weight == 2)
        await #expect(throws: CommandRefusal.self) {
            try await engine.perform(.setRewardWeight(reward: "beauty", weight: 1))
        }
        try await engine.perform(.stop)
    }
}
