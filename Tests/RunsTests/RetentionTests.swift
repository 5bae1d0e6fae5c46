import Configuration
import Foundation
import Runs
import Testing
import Workbench

@Suite struct RetentionTests {
    private func checkpoint(
        _ epoch: Int, pinned: Bool = false, judgement: Double? = nil
    ) -> Retention.Checkpoint {
        Retention.Checkpoint(epoch: epoch, isPinned: pinned, judgement: judgement)
    }

    @Test("The latest, the best by judge and the pinned checkpoints stay")
    func checkpoints() {
        let all = [
            checkpoint(1, pinned: true), checkpoint(2, judgement: 0.9), checkpoint(3),
            checkpoint(4, judgement: .nan), checkpoint(5, judgement: 0.5), checkpoint(6),
        ]
        #expect(Retention.superfluous(all, keep: 2) == [3, 4])
        #expect(Retention.superfluous(all.reversed(), keep: 1) == [3, 4, 5])
        #expect(Retention.superfluous(Array(all[..<3]), keep: 3).isEmpty)
    }

    @Test("Of two checkpoints judged alike the later one stays")
    func ties() {
        let all = [
            checkpoint(1, judgement: 1), checkpoint(2, judgement: 1), checkpoint(3), checkpoint(4),
        ]
        #expect(Retention.superfluous(all, keep: 1) == [1, 3])
    }

    @Test("The oldest trajectories go until the rest fits")
    func trajectories() {
        func trajectory(_ epoch: Int, _ path: String) -> Retention.Trajectory {
            Retention.Trajectory(path: path, epoch: epoch, size: 10)
        }
        let all = [trajectory(2, "c"), trajectory(1, "b"), trajectory(1, "a"), trajectory(3, "d")]
        #expect(Retention.superfluous(all, budget: 40).isEmpty)
        #expect(Retention.superfluous(all, budget: 25).map(\.path) == ["a", "b"])
        #expect(Retention.superfluous(all, budget: 0).count == 4)
    }

    @Test("What goes is gone from disk and store, and everything else stays")
    func applied() throws {
        let place = try Workplace()
        let folder = try place.folder()
        let store = try place.store(folder)
        for epoch in 1...4 {
            let record = try folder.writeCheckpoint(epoch: epoch) { path in
                try place.write("x", to: path + "/policy")
            }
            let sample = Sample.record(epoch, 0)
            let trajectory = try #require(sample.trajectory)
            try place.write("0123456789", to: folder.absolute(trajectory))
            var report = Sample.report(epoch)
            report.metrics["judge/posture"] = epoch == 2 ? 0.9 : 0.1
            report.metrics["judge/posture/std"] = epoch == 1 ? 100 : 0
            try store.record([
                .samplesScored(epoch: epoch, samples: [sample]), .epochFinished(report),
                .checkpointSaved(record),
            ])
        }
        try store.pinCheckpoint(epoch: 1)
        var run = Configuration().run
        run.keepCheckpoints = 1
        run.trajectoryBytes = 25
        let removed = try store.applyRetention(run)
        #expect(
            removed == [
                "checkpoints/0003", RunFolder.trajectory(epoch: 1, index: 0),
                RunFolder.trajectory(epoch: 2, index: 0),
            ])
        #expect(try store.history.checkpoints().map(\.epoch) == [1, 2, 4])
        #expect(try store.history.samples(epoch: 2).first?.trajectory == nil)
        #expect(try store.history.samples(epoch: 3).first?.trajectory != nil)
        for path in removed {
            #expect(!FileManager.default.fileExists(atPath: folder.absolute(path)))
        }
        #expect(FileManager.default.fileExists(atPath: folder.absolute("checkpoints/0002/policy")))
        #expect(try store.applyRetention(run).isEmpty)
    }
}
