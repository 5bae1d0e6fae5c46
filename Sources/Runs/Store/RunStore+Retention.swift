public import Configuration
internal import Foundation
internal import Workbench

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

    /// - Parameter paths: relative to the run folder.
    func remove(_ paths: [String]) {
        for path in paths {
            try? FileManager.default.removeItem(atPath: folder.absolute(path))
        }
    }
}
