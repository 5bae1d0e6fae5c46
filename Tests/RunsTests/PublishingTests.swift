import Foundation
import Testing
import Workbench

@testable import Runs

@Suite struct PublishingTests {
    let place: Workplace
    let folder: RunFolder

    init() throws {
        place = try Workplace()
        folder = try place.folder()
        place.time = Date().timeIntervalSince1970
    }

    private func read() throws -> Int {
        try RunReader(folder, otherHost: "writer", schema: .current).history.finishedEpochs()
    }

    @Test("Nothing is published while nobody reads")
    func unread() throws {
        let store = try place.store(folder)
        try store.record(Sample.epoch(1))
        #expect(!FileManager.default.fileExists(atPath: folder.publishedStoreFile))
    }

    @Test("A reader on another machine is told to wait, then sees copies a few seconds apart")
    func published() throws {
        let store = try place.store(folder)
        try store.record(Sample.epoch(1))
        #expect(throws: RunError.notPublished(path: folder.path, host: "writer")) { try read() }
        try store.record([Sample.message("x")])
        #expect(try read() == 1)
        try store.record(Sample.epoch(2))
        #expect(try read() == 1, "too soon for another copy")
        place.time += StorePublisher.interval
        try store.record(Sample.state(.training))
        #expect(try read() == 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.filter { $0.hasPrefix("published") } == ["published.sqlite"])
    }

    @Test("Copies are no longer made when the reader has been silent for long")
    func silent() throws {
        let store = try place.store(folder)
        RunReader.showReading(folder)
        place.time += StorePublisher.readerPatience + 10
        try store.record(Sample.epoch(1))
        #expect(!FileManager.default.fileExists(atPath: folder.publishedStoreFile))
    }

    @Test("A reader that comes while nothing is recorded gets a copy, and not twice the same")
    func idle() throws {
        let store = try place.store(folder)
        try store.record(Sample.epoch(1))
        RunReader.showReading(folder)
        store.publishIfRead()
        #expect(try read() == 1)
        func number() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: folder.publishedStoreFile)[
                .systemFileNumber] as? Int
        }
        let first = try number()
        place.time += StorePublisher.interval
        store.publishIfRead()
        #expect(try number() == first)
    }

    @Test("A copy that cannot be made does not end the run")
    func unpublishable() throws {
        let store = try place.store(folder)
        try FileManager.default.createDirectory(
            atPath: folder.publishedStoreFile + ".partial/in-the-way",
            withIntermediateDirectories: true)
        RunReader.showReading(folder)
        try store.record(Sample.epoch(1))
        #expect(try store.history.finishedEpochs() == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.publishedStoreFile))
    }

    @Test("A follower on another machine asks for copies, and reads each new one")
    func followed() throws {
        let store = try place.store(folder)
        try place.write(#"{"host": "writer", "pid": 8, "startTicks": 1}"#, to: folder.lockFile)
        try store.record([.runOpened(Sample.description(folder))])
        try store.record(Sample.state(.training))
        var cursor = FollowerCursor(folder)
        guard case .message(let message) = cursor.poll().first else {
            Issue.record("nothing was told")
            return
        }
        #expect(message.text.contains("not published a copy"))
        place.time += StorePublisher.interval
        try store.record(Sample.epoch(1))
        var description = Sample.description(folder)
        description.finishedEpochs = 1
        #expect(
            cursor.poll() == [.runOpened(description)] + Sample.epoch(1) + [
                .phaseChanged(.training)
            ])
        #expect(cursor.poll().isEmpty)
        place.time += StorePublisher.interval
        try store.record(Sample.epoch(2))
        #expect(cursor.poll() == Sample.epoch(2))
    }
}
