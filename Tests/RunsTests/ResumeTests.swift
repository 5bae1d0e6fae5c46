import Foundation
import Testing
import Workbench

@testable import Runs

@Suite struct ResumeTests {
    let place: Workplace
    let folder: RunFolder

    init() throws {
        place = try Workplace()
        folder = try place.folder()
    }

    /// Everything that front ends and evaluations read, in a form that can be compared.
    private func facts(_ history: RunHistory) throws -> [Event] {
        try history.replay()
    }

    @Test("A run that is rolled back and goes on has the history of one that was never interrupted")
    func exact() throws {
        let straight = try place.store(try place.folder(name: "straight"))
        try straight.record([.runOpened(Sample.description(straight.folder))])
        for epoch in 1...4 { try straight.record(Sample.epoch(epoch)) }

        var store: RunStore? = try place.store(folder)
        try store?.record([.runOpened(Sample.description(folder))])
        for epoch in 1...2 { try store?.record(Sample.epoch(epoch)) }
        // An epoch without its checkpoint, and a part of another one, then the process dies.
        var lost = Sample.record(3, 5)
        lost.total = 9
        try store?.record([
            .epochFinished(Sample.report(3, reward: 9)),
            .samplesScored(epoch: 4, samples: [lost]),
            .promptsChanged([Sample.prompts[0]]),
        ])
        store = nil
        let resumed = try place.store(folder)
        #expect(try resumed.rollBack(to: 2) == 1)
        #expect(try resumed.history.finishedEpochs() == 2)
        #expect(try resumed.history.prompts() == Sample.prompts)
        try resumed.record([.runOpened(Sample.description(folder))])
        for epoch in 3...4 { try resumed.record(Sample.epoch(epoch)) }
        #expect(try facts(resumed.history) == facts(straight.history))
        #expect(try resumed.history.reports() == straight.history.reports())
        #expect(try resumed.history.samples(epoch: 4) == straight.history.samples(epoch: 4))
    }

    @Test("The folders of undone checkpoints go, those of others stay")
    func undoneFolders() throws {
        let store = try place.store(folder)
        for epoch in 1...3 {
            _ = try folder.writeCheckpoint(epoch: epoch) { _ in }
            try store.record(Sample.epoch(epoch))
        }
        try store.rollBack(to: 1)
        let left = try FileManager.default.contentsOfDirectory(
            atPath: folder.absolute("checkpoints"))
        #expect(left == ["0001"])
    }

    @Test("Reports are read between two epochs")
    func bounds() throws {
        let store = try place.store(folder)
        for epoch in 1...4 { try store.record(Sample.epoch(epoch)) }
        #expect(try store.history.reports(after: 1, to: 3) == [Sample.report(2), Sample.report(3)])
    }

    @Test("A store whose writer was killed in the middle of a transaction is read as it was before")
    func hotJournal() throws {
        let store = try place.store(folder)
        try store.record(Sample.epoch(1))
        store.rest()
        let killed = try place.folder(name: "killed")
        let database = try Database(path: folder.storeFile, access: .readWrite)
        try database.script("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
        try database.execute(
            "INSERT INTO metrics (epoch, key, value, kind) VALUES (?, ?, ?, ?)",
            each: (0..<2000).map { [.integer(2), .text("key \($0)")] + SQLValue.number(1) })
        for ending in ["", "-journal"] {
            try FileManager.default.copyItem(
                atPath: folder.storeFile + ending, toPath: killed.storeFile + ending)
        }
        try database.script("ROLLBACK")
        let history = try RunReader(killed).history
        #expect(try history.reports() == [Sample.report(1)])
        #expect(!FileManager.default.fileExists(atPath: killed.storeFile + "-journal"))
    }

    @Test("What was said in undone epochs stays in the log")
    func messages() throws {
        let store = try place.store(folder)
        try store.record(Sample.epoch(1))
        try store.record([Sample.message("in epoch 2")])
        try store.rollBack(to: 0)
        #expect(try store.history.finishedEpochs() == 0)
        #expect(try store.history.checkpoints().isEmpty)
        #expect(try store.history.messages().map(\.text) == ["in epoch 2"])
    }

    @Test(
        "What earlier sessions have logged is told apart from what this one logs, the latest of it")
    func earlierLog() throws {
        let store = try place.store(folder)
        let opened = Event.runOpened(Sample.description(folder))
        try store.record([opened])
        place.time += 60
        let weight = Event.rewardWeightChanged(reward: "posture", weight: 0.5)
        try store.record(Sample.epoch(1) + [Sample.message("first session"), weight])
        #expect(try store.history.earlierLog().isEmpty)
        try store.record([opened])
        try store.record([Sample.message("second session")])
        let log = try store.history.earlierLog()
        let checkpoint = Event.checkpointSaved(Sample.checkpoint(1))
        #expect(log.map(\.event) == [opened, checkpoint, Sample.message("first session"), weight])
        #expect(log.map(\.time) == [place.time - 60, place.time, place.time, place.time])
        #expect(try store.history.earlierLog(limit: 2) == log.suffix(2))
    }

    @Test("The checkpoint to resume from is the newest whose folder is there")
    func latest() throws {
        let store = try place.store(folder)
        #expect(try store.latestCheckpoint() == nil)
        for epoch in 1...3 {
            let record = try folder.writeCheckpoint(epoch: epoch) { path in
                try place.write("x", to: path + "/policy")
            }
            try store.record([.checkpointSaved(record)])
        }
        #expect(try store.latestCheckpoint()?.epoch == 3)
        try FileManager.default.removeItem(atPath: folder.absolute("checkpoints/0003"))
        #expect(try store.latestCheckpoint()?.epoch == 2)
    }
}
