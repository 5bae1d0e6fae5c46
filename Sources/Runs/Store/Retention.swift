public import Configuration
internal import Foundation
internal import Workbench

/// Decides what of a run is deleted to save space. Nothing else ever is.
public enum Retention {
    /// A checkpoint as the decision sees it.
    public struct Checkpoint: Sendable, Equatable {
        public let epoch: Int
        public let isPinned: Bool
        /// What the held-out judges say of the policy at this epoch, larger is better, if known.
        public let judgement: Double?

        public init(epoch: Int, isPinned: Bool, judgement: Double?) {
            self.epoch = epoch
            self.isPinned = isPinned
            self.judgement = judgement
        }
    }

    /// A trajectory file.
    public struct Trajectory: Sendable, Equatable {
        public let path: String
        public let epoch: Int
        public let size: Int

        public init(path: String, epoch: Int, size: Int) {
            self.path = path
            self.epoch = epoch
            self.size = size
        }
    }

    /// Epochs whose checkpoint goes: all but the latest `keep`, the best by judge and the pinned.
    public static func superfluous(_ checkpoints: [Checkpoint], keep: Int) -> [Int] {
        let latest = checkpoints.map(\.epoch).sorted().suffix(keep)
        let best = checkpoints.filter { $0.judgement.map { !$0.isNaN } ?? false }
            .max { ($0.judgement ?? 0, $0.epoch) < ($1.judgement ?? 0, $1.epoch) }
        return checkpoints.filter {
            !$0.isPinned && !latest.contains($0.epoch) && $0.epoch != best?.epoch
        }.map(\.epoch).sorted()
    }

    /// Trajectories that go so that the rest fits the budget: the oldest epochs first.
    public static func superfluous(
        _ trajectories: [Trajectory], budget: Int
    ) -> [Trajectory] {
        var size = trajectories.reduce(0) { $0 + $1.size }
        let ordered = trajectories.sorted { ($0.epoch, $0.path) < ($1.epoch, $1.path) }
        return ordered.prefix { trajectory in
            defer { size -= trajectory.size }
            return size > budget
        }
    }
}

extension RunStore {
    /// Deletes what the configuration does not keep.
    ///
    /// - Returns: what was deleted, relative to the run folder.
    @discardableResult
    public func applyRetention(_ run: Configuration.Run) throws -> [String] {
        let checkpoints = try removeCheckpoints(keep: run.keepCheckpoints)
        return try checkpoints + removeTrajectories(budget: run.trajectoryBytes)
    }

    /// Keeps a checkpoint whatever comes, or no longer.
    public func pinCheckpoint(epoch: Int, _ isPinned: Bool = true) throws {
        try database.execute(
            "UPDATE checkpoints SET pinned = ? WHERE epoch = ?",
            [.flag(isPinned), .integer(epoch)])
    }

    /// The sum of the judges' scores (`judge/posture`, …) at an epoch, if all are numbers.
    private func judgement(epoch: Int) throws -> Double? {
        try database.rows(
            """
            SELECT CASE WHEN count(value) = count(*) THEN sum(value) END FROM metrics
            WHERE epoch = ? AND key LIKE 'judge/%' AND key NOT LIKE 'judge/%/%'
            """, [.integer(epoch)]
        ).first?.real(0)
    }

    private func removeCheckpoints(keep: Int) throws -> [String] {
        let records = try history.checkpoints()
        let pinned = try history.pinnedCheckpoints()
        let superfluous = try Retention.superfluous(
            records.map { record in
                Retention.Checkpoint(
                    epoch: record.epoch, isPinned: pinned.contains(record.epoch),
                    judgement: try judgement(epoch: record.epoch))
            }, keep: keep)
        let removed = records.filter { superfluous.contains($0.epoch) }.map(\.path)
        // The store first: a file without a record is only space, a record without a file a lie.
        try database.transaction {
            try database.execute(
                "DELETE FROM checkpoints WHERE epoch = ?", each: superfluous.map { [.integer($0)] })
        }
        remove(removed)
        return removed
    }

    private func removeTrajectories(budget: Int) throws -> [String] {
        let rows = try database.rows(
            """
            SELECT trajectory, epoch FROM samples WHERE trajectory IS NOT NULL UNION
            SELECT anchor_trajectory, max(epoch) FROM samples
            WHERE anchor_trajectory IS NOT NULL GROUP BY anchor_trajectory
            """)
        let files = rows.compactMap { row -> Retention.Trajectory? in
            guard let path = row.text(0), let epoch = row.integer(1) else { return nil }
            return Retention.Trajectory(
                path: path, epoch: epoch, size: RunFolder.size(of: folder.absolute(path)))
        }
        let removed = Retention.superfluous(files, budget: budget).map(\.path)
        try database.transaction {
            for column in ["trajectory", "anchor_trajectory"] {
                try database.execute(
                    "UPDATE samples SET \(column) = NULL WHERE \(column) = ?",
                    each: removed.map { [.text($0)] })
            }
        }
        remove(removed)
        return removed
    }

    private func remove(_ paths: [String]) {
        for path in paths {
            try? FileManager.default.removeItem(atPath: folder.absolute(path))
        }
    }
}
