import Foundation
import Runs
import Testing
import Workbench

@Suite struct ListTests {
    let place: Workplace
    var list: RunList { RunList(root: place.root) }

    init() throws {
        place = try Workplace()
    }

    @Test("Runs are listed newest first, each with what it is at")
    func states() throws {
        let complete = try place.folder(epochs: 1, name: "complete", created: 1000)
        try place.store(complete).record(Sample.epoch(1))
        let unfinished = try place.folder(epochs: 3, name: "unfinished", created: 2000)
        try place.store(unfinished).record(Sample.epoch(1))
        let training = try place.folder(name: "training", created: 3000)
        let store = try place.store(training)
        let elsewhere = try place.folder(name: "elsewhere", created: 4000)
        try place.write(
            #"{"host": "other", "pid": 8, "startTicks": 1}"#, to: elsewhere.lockFile)
        let damaged = try place.folder(name: "damaged", created: 5000)
        try place.write("{", to: damaged.manifestFile)
        try FileManager.default.createDirectory(
            atPath: place.root + "/no-run", withIntermediateDirectories: false)

        let entries = list.entries()
        #expect(
            entries.map { $0.folder.name.split(separator: "-")[2] } == [
                "elsewhere", "training", "unfinished", "complete", "damaged",
            ])
        #expect(entries[0].status == .trainingElsewhere(host: "other", pid: 8))
        #expect(entries[1].status == .trainingHere(pid: getpid()))
        #expect(entries[2].status == .unfinished)
        #expect(entries[2].finishedEpochs == 1)
        #expect(entries[2].epochs == 3)
        #expect(entries[2].reward == 0.5)
        #expect(entries[3].status == .complete)
        guard case .damaged = entries[4].status else {
            Issue.record("\(entries[4].status)")
            return
        }
        withExtendedLifetime(store) {}
    }

    @Test("The newest unfinished run is taken, and its absence is a sentence")
    func newestUnfinished() throws {
        let error = #expect(throws: RunError.self) { try list.newestUnfinished() }
        #expect(error?.description.contains("no unfinished run in \(place.root)") == true)
        let old = try place.folder(epochs: 3, name: "old", created: 1000)
        let done = try place.folder(epochs: 1, name: "done", created: 2000)
        try place.store(done).record(Sample.epoch(1))
        #expect(try list.newestUnfinished().folder == old)
    }

    @Test("A run that trains further than configured is unfinished until then")
    func extended() throws {
        let folder = try place.folder(epochs: 1)
        var state = Sample.state(.stopped)
        state.epochs = 5
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder, epochs: 1))] + Sample.epoch(1))
        try store.record(state)
        #expect(RunList.entry(folder).epochs == 5)
        withExtendedLifetime(store) {}
    }

    @Test("A run is found by name or path, and a misspelt name is told the nearest")
    func byName() throws {
        let folder = try place.folder()
        #expect(try list.folder(folder.name) == folder)
        #expect(try list.folder(folder.path) == folder)
        let error = #expect(throws: RunError.self) {
            try list.folder("20250615-150640-tset-s7")
        }
        #expect(error?.description.contains("did you mean \(folder.name)?") == true)
        #expect(throws: RunError.notARun(path: place.root)) { try list.folder(place.root) }
    }

    @Test("Removing takes the whole folder, but not from a process that writes it")
    func removal() throws {
        let folder = try place.folder()
        var store: RunStore? = try place.store(folder)
        #expect(throws: RunError.self) { try RunList.remove(folder) }
        #expect(FileManager.default.fileExists(atPath: folder.manifestFile))
        withExtendedLifetime(store) {}
        store = nil
        try RunList.remove(folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.root).isEmpty)
    }
}
