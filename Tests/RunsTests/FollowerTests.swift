import Foundation
import Images
import Testing
import Workbench

@testable import Runs

@Suite struct FollowerTests {
    let place: Workplace
    let folder: RunFolder

    init() throws {
        place = try Workplace()
        folder = try place.folder()
    }

    private func opened(finished: Int) -> Event {
        var description = Sample.description(folder)
        description.finishedEpochs = finished
        return .runOpened(description)
    }

    @Test("A follower is told the past first, then each thing once")
    func pastAndPresent() throws {
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder)), .phaseChanged(.training)])
        try store.record(Sample.epoch(1))
        try store.record(Sample.state(.training, epoch: 2))
        var cursor = FollowerCursor(folder)
        #expect(
            cursor.poll() == [opened(finished: 1)] + Sample.epoch(1) + [.phaseChanged(.training)])
        #expect(cursor.poll().isEmpty)
        #expect(cursor.snapshot.epoch == 2)
        #expect(cursor.snapshot.completed == 3)
        #expect(cursor.snapshot.memory == 1 << 30)
        try store.record(Sample.epoch(2) + [Sample.message("on")])
        try store.record(Sample.state(.paused, epoch: 3))
        #expect(
            cursor.poll() == Sample.epoch(2) + [Sample.message("on"), .phaseChanged(.paused)])
        #expect(cursor.snapshot.phase == .paused)
    }

    @Test("A run that was moved is told to be where it lies now")
    func moved() throws {
        try {
            let store = try place.store(folder)
            try store.record([.runOpened(Sample.description(folder)), .phaseChanged(.complete)])
        }()
        let path = (folder.path as NSString).deletingLastPathComponent + "/elsewhere"
        try FileManager.default.moveItem(atPath: folder.path, toPath: path)
        var cursor = FollowerCursor(try RunFolder(path: path))
        guard case .runOpened(let description) = cursor.poll().first else {
            Issue.record("The run was not opened.")
            return
        }
        #expect(description.folder.hasSuffix("/elsewhere"))
        #expect(description.name == "elsewhere")
    }

    @Test("A run whose process is gone is told to be stopped, once")
    func deadProcess() throws {
        try {
            let store = try place.store(folder)
            try store.record([.runOpened(Sample.description(folder))])
            try store.record(Sample.state(.training))
        }()
        var cursor = FollowerCursor(folder)
        let events = cursor.poll()
        #expect(events.first == opened(finished: 0))
        #expect(events.last == .phaseChanged(.stopped))
        #expect(cursor.snapshot.phase == .stopped)
        #expect(cursor.poll().isEmpty)
    }

    @Test("A complete run stays complete")
    func complete() throws {
        try {
            let store = try place.store(folder)
            try store.record([.runOpened(Sample.description(folder))])
            try store.record(Sample.state(.complete))
        }()
        var cursor = FollowerCursor(folder)
        #expect(cursor.poll() == [opened(finished: 0), .phaseChanged(.complete)])
    }

    @Test("A resumed run is opened again for its follower, without the undone epoch")
    func resumed() throws {
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
        try store.record(Sample.state(.training))
        var cursor = FollowerCursor(folder)
        _ = cursor.poll()
        try store.rollBack(to: 0)
        try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
        #expect(cursor.poll() == [.runOpened(Sample.description(folder))] + Sample.epoch(1))
    }

    @Test("The newest kept picture stands for the one at work")
    func picture() throws {
        let store = try place.store(folder)
        let picture = GreyPicture(width: 4, height: 4, shade: 99)
        let record = Sample.record(1, 1)
        try picture.writePNG(to: folder.absolute(try #require(record.picture)))
        try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
        var cursor = FollowerCursor(folder)
        _ = cursor.poll()
        #expect(cursor.snapshot.rollout?.policy == picture)
        #expect(cursor.snapshot.rollout?.step == 10)
    }

    @Test("A store that cannot be read is told once, and followed when it is back")
    func unreadable() throws {
        var cursor = FollowerCursor(folder)
        let first = cursor.poll()
        guard case .message(let message) = first.first else {
            Issue.record("\(first)")
            return
        }
        #expect(message.text.contains(folder.storeFile))
        #expect(cursor.poll().isEmpty)
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder))])
        try store.record(Sample.state(.training))
        #expect(cursor.poll() == [opened(finished: 0), .phaseChanged(.training)])
    }

    @Test("The stream and the mailbox of a follower carry what the store has")
    func stream() async throws {
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
        try store.record(Sample.state(.training))
        let follower = RunFollower(folder, interval: .milliseconds(1))
        var told: [Event] = []
        for await event in follower.events {
            told.append(event)
            if event == .phaseChanged(.training) { follower.stop() }
        }
        #expect(told == [opened(finished: 1)] + Sample.epoch(1) + [.phaseChanged(.training)])
        #expect(follower.snapshot.value.phase == .training)
    }

    @Test("Commands are refused with the reason, and where to give them")
    func refusals() async throws {
        let follower = RunFollower(folder)
        var store: RunStore? = try place.store(folder)
        let live = await #expect(throws: CommandRefusal.self) {
            try await follower.perform(.pause)
        }
        #expect(live?.reason.contains("trained by process \(getpid())") == true)
        withExtendedLifetime(store) {}
        store = nil
        #expect(follower.refusal(of: .start).reason.contains("--resume --run \(folder.path)"))
        #expect(
            follower.refusal(of: .sample(SampleRequest(id: 1, prompt: "x", seed: 1))).reason
                .contains("cxrl sample --run"))
    }
}
