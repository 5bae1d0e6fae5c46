import Foundation
import Images
import Testing
import Workbench

@testable import Runs

@Suite("Choices between pictures") struct JudgementTests {
    let place: Workplace
    let folder: RunFolder

    init() throws {
        place = try Workplace()
        folder = try place.folder()
        for (path, shade) in [(Self.policy, UInt8(10)), (Self.anchor, 20)] {
            try GreyPicture(width: 4, height: 4, shade: shade)
                .writePNG(to: folder.absolute(path))
        }
    }

    private static let policy = RunFolder.picture(epoch: 1, index: 0)
    private static let anchor = RunFolder.anchorPicture(of: "Small left effusion.")

    private func judgement(
        _ id: Int, _ choice: PairJudgement.Choice = .left
    ) -> PairJudgement {
        PairJudgement(
            id: id, promptID: 9, prompt: "Small left effusion.",
            left: JudgedPicture(
                source: .policy(epoch: 1, index: 0), path: Self.policy, scores: ["posture": -0.2]),
            right: JudgedPicture(
                source: .anchor, path: Self.anchor, scores: ["posture": .infinity]),
            choice: choice)
    }

    private func shade(_ path: String) throws -> UInt8 {
        try GreyPicture(contentsOf: folder.absolute(path))[0, 0]
    }

    @Test("are read back by another connection, and by a follower, in order")
    func roundTrip() throws {
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
        let events = [try store.keep(judgement(5)), try store.keep(judgement(7, .neither))]
        let kept = try RunReader(folder).history.judgements()
        #expect(events == kept.map(Event.judged))
        #expect(kept.map(\.id) == [5, 7])
        #expect(kept.map(\.choice) == [.left, .neither])
        #expect(kept[0].right.scores == ["posture": .infinity])
        #expect(kept[0].left.source == .policy(epoch: 1, index: 0))
        var cursor = FollowerCursor(folder)
        #expect(cursor.poll().filter { events.contains($0) } == events)
        #expect(try store.history.replay().filter { events.contains($0) } == events)
    }

    @Test("stay with their pictures when the epoch that they come from is undone and made again")
    func undoneEpoch() throws {
        let store = try place.store(folder)
        try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
        _ = try store.keep(judgement(5))
        try store.rollBack(to: 0)
        try GreyPicture(width: 4, height: 4, shade: 99).writePNG(to: folder.absolute(Self.policy))
        let kept = try #require(try RunReader(folder).history.judgements().first)
        #expect(try shade(kept.left.path) == 10)
        #expect(try shade(kept.right.path) == 20)
    }

    @Test("that are taken back are gone, and their pictures with them")
    func withdrawn() throws {
        let store = try place.store(folder)
        _ = try store.keep(judgement(5))
        _ = try store.keep(judgement(6))
        let kept = try store.history.judgements()
        #expect(try store.withdrawJudgement(6) == .judgementWithdrawn(6))
        #expect(try RunReader(folder).history.judgements() == [kept[0]])
        #expect(!FileManager.default.fileExists(atPath: folder.absolute(kept[1].left.path)))
        #expect(FileManager.default.fileExists(atPath: folder.absolute(kept[0].left.path)))
        #expect(FileManager.default.fileExists(atPath: folder.absolute(Self.policy)))
        #expect(throws: RunError.self) { try store.withdrawJudgement(6) }
    }

    @Test("are refused twice, without their pictures, and with pictures from elsewhere")
    func refused() throws {
        let store = try place.store(folder)
        _ = try store.keep(judgement(5))
        #expect(throws: RunError.self) { try store.keep(judgement(5)) }
        for path in ["samples/none.png", "../outside.png", folder.absolute(Self.policy)] {
            var other = judgement(8)
            other.left.path = path
            #expect(throws: RunError.self) { try store.keep(other) }
        }
        #expect(try store.history.judgements().count == 1)
    }

    @Test("are on disk once they are kept, as a process leaves them that is killed then")
    func killed() throws {
        let store = try place.store(folder)
        _ = try store.keep(judgement(5))
        // what the disk has while the writer is open, its log included
        let copy = try place.folder(name: "copy")
        for suffix in ["", "-wal", "-shm"] {
            let source = folder.storeFile + suffix
            guard FileManager.default.fileExists(atPath: source) else { continue }
            try FileManager.default.copyItem(atPath: source, toPath: copy.storeFile + suffix)
        }
        #expect(try RunReader(copy).history.judgements().map(\.id) == [5])
        withExtendedLifetime(store) {}
    }

    @Test("that were interrupted before the store had them leave pictures that do no harm")
    func interrupted() throws {
        try FileManager.default.createDirectory(
            atPath: folder.absolute(RunFolder.judgements), withIntermediateDirectories: true)
        try GreyPicture(width: 4, height: 4, shade: 77)
            .writePNG(to: folder.absolute("judgements/5-left.png"))
        let store = try place.store(folder)
        #expect(try store.history.judgements().isEmpty)
        guard case .judged(let kept) = try store.keep(judgement(5)) else {
            Issue.record("nothing was judged")
            return
        }
        #expect(try shade(kept.left.path) == 10)
    }

    @Test("are kept by a follower where no process has the run, and refused where one has")
    func follower() async throws {
        try {
            let store = try place.store(folder)
            try store.record([.runOpened(Sample.description(folder))] + Sample.epoch(1))
            try store.record(Sample.state(.complete))
        }()
        let follower = RunFollower(folder)
        defer { follower.stop() }
        try await follower.perform(.judge(judgement(5)))
        try await follower.perform(.judge(judgement(6)))
        try await follower.perform(.withdrawJudgement(5))
        #expect(try RunReader(folder).history.judgements().map(\.id) == [6])
        let lock = try RunLock(folder)
        await #expect(throws: CommandRefusal.self) {
            try await follower.perform(.judge(judgement(9)))
        }
        withExtendedLifetime(lock) {}
        await #expect(throws: CommandRefusal.self) { try await follower.perform(.pause) }
    }

    @Test("come from samples that know the anchor's picture of their prompt")
    func anchorPicture() throws {
        let store = try place.store(folder)
        var record = Sample.record(1, 0)
        record.anchorPicture = RunFolder.anchorPicture(of: record.prompt)
        record.anchorPictureScores = ["posture": -0.31]
        try store.record([.samplesScored(epoch: 1, samples: [record, Sample.record(1, 1)])])
        #expect(try RunReader(folder).history.samples(epoch: 1) == [record, Sample.record(1, 1)])
    }
}
