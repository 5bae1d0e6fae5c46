import Configuration
import Foundation
import Runs
import Testing
import Workbench

@testable import Engine

@Suite("What outlives the process that trained a run", .serialized)
struct ChoicesTests {
    private func opening(_ events: [Event]) throws -> RunDescription {
        for case .runOpened(let run) in events { return run }
        throw EngineTraining.NoRun()
    }

    @Test("A branch that is stopped in its first epoch begins there again, without the other run")
    func branch() async throws {
        let run = try TinyRun()
        let parent = try EngineTraining.folder(try await EngineTraining.train(run.options()))
        var options = run.options { $0.rlcf.epochs = 1 }
        options.branch = RunBranch(run: parent.path, epoch: 2)
        let whole = EngineTraining.metrics(try await EngineTraining.train(options))
        let child = try EngineTraining.folder(
            try EngineTraining.stopped(options, at: EngineTraining.isScored(1)))
        try FileManager.default.removeItem(atPath: parent.path)
        let rest = try await EngineTraining.train(
            run.options(.resumed(child)) { $0.rlcf.epochs = 1 })
        let (expected, found) = (whole[1] ?? [:], EngineTraining.metrics(rest)[1] ?? [:])
        #expect(!expected.isEmpty && EngineTraining.equal(expected, found))
    }

    @Test("Weights and prompts changed since the last checkpoint hold on in a resumed run")
    func changes() async throws {
        let run = try TinyRun()
        let texts = ["The heart is enlarged.", "A new prompt.", "No edema."]
        let first = try EngineTraining.stopped(
            run.options(), at: EngineTraining.isScored(2),
            doing: [.setRewardWeight(reward: "posture", weight: 0.25), .setPrompts(texts)])
        let folder = try EngineTraining.folder(first)
        let rest = try EngineTraining.stopped(
            run.options(.resumed(folder)) { $0.rewards.posture.weight = 0.25 },
            at: { $0 == .phaseChanged(.training) })
        let opened = try opening(rest)
        #expect(opened.finishedEpochs == 1)
        #expect(opened.rewards.first { $0.name == "posture" }?.weight == 0.25)
        #expect(opened.prompts.map(\.text) == texts)
        #expect(opened.prompts.map(\.id) == [2, 3, 1], "a text keeps its number")
    }

    @Test("What a resumed run is given counts, and holds on")
    func givenOnResume() async throws {
        let run = try TinyRun()
        let folder = try EngineTraining.folder(
            try EngineTraining.stopped(run.options(), at: EngineTraining.isScored(2)))
        try "Other words.\nAnd more.\n"
            .write(toFile: "\(run.root)/others", atomically: true, encoding: .utf8)
        let rest = try EngineTraining.stopped(
            run.options(.resumed(folder)) {
                $0.rlcf.epochs = 5
                $0.rewards.posture.weight = 0.5
                $0.rollout.prompts = "\(run.root)/others"
            }, at: { $0 == .phaseChanged(.training) })
        let opened = try opening(rest)
        #expect(opened.rewards.first { $0.name == "posture" }?.weight == 0.5)
        #expect(opened.prompts.map(\.text) == ["Other words.", "And more."])
        let kept = try folder.manifest()
        #expect(kept.configuration.rlcf.epochs == 5)
        #expect(kept.configuration.rewards.posture.weight == 0.5)
        #expect(kept.configuration.rollout.prompts == "\(run.root)/others")
    }

    /// A run that has just finished an epoch and made nothing of the next one.
    private func trained(_ options: EngineOptions, after epochs: Int) throws -> RunSession {
        var finished = 0
        let session = try RunSession(
            options, interrupter: Interrupter(), snapshot: Mailbox(Snapshot())
        ) { if case .epochFinished = $0 { finished += 1 } }
        try session.perform(.start)
        while finished < epochs { try session.advance() }
        return session
    }

    @Test("A checkpoint that cannot be read is not gone back to, and nothing is undone")
    func damaged() async throws {
        let run = try TinyRun()
        let options = run.options { $0.rlcf.epochs = 3 }
        let straight = EngineTraining.metrics(try await EngineTraining.train(options))
        let session = try trained(options, after: 2)
        let first = session.folder.absolute(RunFolder.checkpoint(epoch: 1))
        for file in try FileManager.default.contentsOfDirectory(atPath: first)
        where file.hasSuffix(".safetensors") {
            try Data("damaged".utf8).write(to: URL(filePath: "\(first)/\(file)"))
        }
        #expect(throws: (any Error).self) { try session.perform(.rollBack(epoch: 1)) }
        while session.phase != .complete { try session.advance() }
        let reports = try session.store.history.reports()
        #expect(reports.map(\.epoch) == [1, 2, 3])
        let (expected, found) = (
            straight[3] ?? [:], EngineTraining.metrics(reports.map(Event.epochFinished))[3] ?? [:]
        )
        #expect(!expected.isEmpty && EngineTraining.equal(expected, found))
    }

    @Test("A run that cannot be saved is not stopped, and stops once it can be")
    func unsaved() throws {
        let run = try TinyRun()
        let session = try trained(run.options { $0.run.checkpointEvery = 10 }, after: 1)
        let checkpoints = session.folder.absolute("checkpoints")
        try FileManager.default.removeItem(atPath: checkpoints)
        try Data().write(to: URL(filePath: checkpoints))
        #expect(throws: (any Error).self) { try session.perform(.stop) }
        #expect(session.phase == .paused)
        try FileManager.default.removeItem(atPath: checkpoints)
        try session.perform(.stop)
        #expect(session.phase == .stopped)
        #expect(try session.store.history.checkpoints().map(\.epoch) == [1])
    }

    @Test("Epochs that no checkpoint holds are named when they are made again")
    func undone() async throws {
        let run = try TinyRun()
        let first = try EngineTraining.stopped(
            run.options { $0.run.checkpointEvery = 10 }, at: EngineTraining.isScored(2))
        let folder = try EngineTraining.folder(first)
        let rest = try EngineTraining.stopped(
            run.options(.resumed(folder)) { $0.run.checkpointEvery = 10 },
            at: { $0 == .phaseChanged(.training) })
        let said = rest.compactMap { event in
            if case .message(let message) = event { message.text } else { nil }
        }
        #expect(said.contains { $0.hasPrefix("1 finished epoch was not in the last checkpoint") })
    }

    @Test("A run that fails is a failed one for those who only read it")
    func failed() async throws {
        let run = try TinyRun()
        let engine = TrainingEngine(run.options())
        var all = try await events(of: engine, until: { $0 == .phaseChanged(.ready) })
        let folder = try EngineTraining.folder(all)
        let samples = folder.absolute("samples")
        try FileManager.default.removeItem(atPath: samples)
        try Data().write(to: URL(filePath: samples))
        try await engine.perform(.start)
        all += try await events(of: engine, until: EngineTraining.isEnd)
        #expect(all.last == .phaseChanged(.failed))
        #expect(try RunReader(folder).history.state()?.state.phase == .failed)
    }
}
