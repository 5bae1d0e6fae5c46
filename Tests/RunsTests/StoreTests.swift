import Foundation
import Runs
import Testing
import Workbench

@Suite struct StoreTests {
    let place: Workplace
    let folder: RunFolder

    init() throws {
        place = try Workplace()
        folder = try place.folder()
    }

    @Test("Everything recorded is read back by another connection while the writer is open")
    func roundTrip() throws {
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder)), .phaseChanged(.training)])
        try store.record(Sample.epoch(1) + [Sample.message("Epoch 1 is done.")])
        try store.record(Sample.state(.training, epoch: 2))
        let history = try RunReader(folder).history
        #expect(try history.finishedEpochs() == 1)
        #expect(try history.reports() == [Sample.report(1)])
        #expect(try history.samples(epoch: 1) == [Sample.record(1, 0), Sample.record(1, 1)])
        #expect(try history.checkpoints() == [Sample.checkpoint(1)])
        #expect(try history.prompts() == Sample.prompts)
        #expect(try history.messages().map(\.text) == ["Epoch 1 is done."])
        #expect(try history.state()?.state == Sample.state(.training, epoch: 2))
        #expect(try history.state()?.time == place.time)
        var description = Sample.description(folder)
        description.finishedEpochs = 1
        #expect(try history.description() == description)
        withExtendedLifetime(store) {}
    }

    @Test("A store at rest is one plain file, can be written to, and goes to work again")
    func rest() throws {
        let store = try place.store(folder)
        let log = folder.storeFile + "-wal"
        try store.record([.phaseChanged(.training)])
        #expect(FileManager.default.fileExists(atPath: log))
        store.rest()
        try store.record([.phaseChanged(.complete)])
        #expect(!FileManager.default.fileExists(atPath: log))
        try store.work()
        try store.record([.phaseChanged(.training)])
        #expect(FileManager.default.fileExists(atPath: log))
        let phases = try RunReader(folder).history.events(after: 0).map(\.event)
        #expect(
            phases == [
                .phaseChanged(.training), .phaseChanged(.complete), .phaseChanged(.training),
            ])
    }

    @Test("Events come back as they were published, answers to requests excepted")
    func events() throws {
        let store = try place.store(folder)
        let events: [Event] =
            [.runOpened(Sample.description(folder)), .phaseChanged(.training)] + Sample.epoch(1) + [
                .rewardWeightChanged(reward: "posture", weight: 0.5),
                .promptsChanged([Sample.prompts[1]]), Sample.message("x"),
            ]
        try store.record(events + [.sampleFailed(id: 1, reason: "none")])
        #expect(try store.history.events(after: 0).map(\.event) == events)
        let numbers = try store.history.events(after: 0).map(\.number)
        #expect(try store.history.events(after: numbers[5]).map(\.event) == Array(events[6...]))
        #expect(try store.history.lastEventNumber() == numbers.last)
        #expect(try store.history.replay() == Array(events[2...]))
    }

    @Test("The description has the weights and prompts that were set since")
    func currentDescription() throws {
        let store = try place.store(folder)
        try store.record([
            .runOpened(Sample.description(folder)),
            .rewardWeightChanged(reward: "diagnosis", weight: 0.25),
            .promptsChanged([Sample.prompts[0]]),
        ])
        let description = try store.history.description()
        #expect(description?.rewards.map(\.weight) == [1, 0.25])
        #expect(description?.prompts == [Sample.prompts[0]])
    }

    @Test("NaN and infinities are kept as what they are")
    func nonFinite() throws {
        let store = try place.store(folder)
        var record = Sample.record(1, 0)
        record.total = .nan
        record.advantage = -.infinity
        record.scores = ["posture": .infinity]
        record.anchorScores = ["posture": .nan]
        let metrics: [String: Double] = [
            "nan": .nan, "up": .infinity, "down": -.infinity, "zero": -0.0,
        ]
        var description = Sample.description(folder)
        description.rewards[0].scale = .nan
        try store.record([
            .runOpened(description), .samplesScored(epoch: 1, samples: [record]),
            .epochFinished(EpochReport(epoch: 1, metrics: metrics, elapsed: 1)),
            .rewardWeightChanged(reward: "posture", weight: .infinity),
        ])
        let report = try #require(try store.history.reports().first)
        #expect(report.metrics["nan"]?.isNaN == true)
        #expect(report.metrics["up"] == .infinity)
        #expect(report.metrics["down"] == -.infinity)
        #expect(report.metrics["zero"] == 0)
        let read = try #require(try store.history.samples(epoch: 1).first)
        #expect(read.total.isNaN && read.advantage == -.infinity)
        #expect(read.scores["posture"] == .infinity)
        #expect(read.anchorScores["posture"]?.isNaN == true)
        #expect(try store.history.description()?.rewards[0].scale.isNaN == true)
        #expect(try store.history.description()?.rewards[0].weight == .infinity)
    }

    @Test("Text is stored as it is, whatever characters it has")
    func text() throws {
        let store = try place.store(folder)
        let text = "'); DROP TABLE prompts; -- x̂0 \"𝟙\" \n\t"
        try store.record([.promptsChanged([PromptRecord(id: 1, text: text, findings: [:])])])
        #expect(try store.history.prompts().map(\.text) == [text])
    }

    @Test("The state is written once a second at most, and at once when the phase changes")
    func stateRate() throws {
        let store = try place.store(folder)
        func read() throws -> Int? { try store.history.state()?.state.completed }
        var state = Sample.state(.training)
        try store.record(state)
        state.completed = 4
        place.time += 0.5
        try store.record(state)
        #expect(try read() == 3)
        place.time += 0.5
        try store.record(state)
        #expect(try read() == 4)
        state.completed = 5
        state.phase = .paused
        try store.record(state)
        #expect(try read() == 5)
    }

    @Test("Messages are lines of log.txt too, and files are the user's own")
    func log() throws {
        let store = try place.store(folder)
        try store.record([Sample.message("first"), Sample.message("second")])
        let text = try String(contentsOfFile: folder.logFile, encoding: .utf8)
        #expect(text == "2025-06-15T15:06:40Z info first\n2025-06-15T15:06:40Z info second\n")
        for path in [folder.storeFile, folder.logFile, folder.lockFile] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(path)")
        }
        withExtendedLifetime(store) {}
    }

    @Test("A closed store is one file, and the lock is free")
    func closed() throws {
        var store: RunStore? = try place.store(folder)
        try store?.record(Sample.epoch(1))
        #expect(FileManager.default.fileExists(atPath: folder.storeFile + "-wal"))
        store = nil
        #expect(!FileManager.default.fileExists(atPath: folder.storeFile + "-wal"))
        #expect(RunLock.liveHolder(folder) == nil)
        #expect(try place.store(folder).history.finishedEpochs() == 1)
    }

    @Test("A damaged store is told in a sentence")
    func damaged() throws {
        try place.write(String(repeating: "no database ", count: 100), to: folder.storeFile)
        let error = #expect(throws: DatabaseError.self) { try RunReader(folder) }
        #expect(error?.description.contains("file is not a database") == true)
        #expect(error?.description.contains("restore it from a copy") == true)
    }
}
