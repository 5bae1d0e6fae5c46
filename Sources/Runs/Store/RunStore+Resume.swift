internal import Foundation
public import Workbench

extension RunStore {
    /// The newest checkpoint whose folder is there; nothing says that it can be read.
    public func latestCheckpoint() throws -> CheckpointRecord? {
        try history.checkpoints().last {
            FileManager.default.fileExists(atPath: folder.absolute($0.path))
        }
    }

    /// Undoes everything behind a checkpoint's epoch, so that a run that is resumed from there
    /// has the history that it would have had without the interruption. Messages stay.
    ///
    /// - Parameter epoch: epochs that were finished when the checkpoint was written; 0 for a run
    ///   that starts over.
    /// - Returns: how many finished epochs were undone.
    @discardableResult
    public func rollBack(to epoch: Int) throws -> Int {
        let checkpoints = try history.checkpoints().filter { $0.epoch > epoch }.map(\.path)
        let undone = try database.transaction {
            let finished = try history.finishedEpochs()
            for table in ["epochs", "metrics", "samples", "scores", "checkpoints"] {
                try database.execute("DELETE FROM \(table) WHERE epoch > ?", [.integer(epoch)])
            }
            try database.execute(
                "DELETE FROM events WHERE epoch > ? AND kind IN (\(StoredEvent.undoneKinds))",
                [.integer(epoch)])
            try restorePrompts()
            return max(0, finished - epoch)
        }
        remove(checkpoints)
        continueAfter(epoch)
        return undone
    }

    /// The list as the last event that is left has it.
    private func restorePrompts() throws {
        let bodies = try database.rows(
            """
            SELECT body FROM events WHERE kind IN ('prompts', 'run_opened')
            ORDER BY id DESC LIMIT 1
            """)
        guard let body = bodies.first?.text(0) else { return }
        switch try LosslessJSON.decode(StoredEvent.self, from: body) {
        case .promptsChanged(let prompts): try write(prompts)
        case .runOpened(let description): try write(description.prompts)
        case .phaseChanged, .epochFinished, .samplesScored, .checkpointSaved,
            .rewardWeightChanged, .message, .alarmsChanged, .rolledBack, .judged,
            .judgementWithdrawn:
            break
        }
    }
}
