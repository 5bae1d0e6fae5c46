internal import Foundation
public import Workbench

/// What a store holds, read through its connection.
public struct RunHistory {
    let database: Database

    /// 0 before the first.
    public func finishedEpochs() throws -> Int {
        try database.rows("SELECT max(epoch) FROM epochs").first?.integer(0) ?? 0
    }

    /// In order, from the epoch after `epoch` on, as far as `last`.
    public func reports(after epoch: Int = 0, to last: Int = .max) throws -> [EpochReport] {
        let bounds: [SQLValue] = [.integer(epoch), .integer(last)]
        let metrics = try database.rows(
            "SELECT epoch, key, value, kind FROM metrics WHERE epoch > ? AND epoch <= ?", bounds)
        var byEpoch: [Int: [String: Double]] = [:]
        for row in metrics {
            guard let epoch = row.integer(0), let key = row.text(1) else { continue }
            byEpoch[epoch, default: [:]][key] = row.number(2)
        }
        let epochs = try database.rows(
            "SELECT epoch, elapsed FROM epochs WHERE epoch > ? AND epoch <= ? ORDER BY epoch",
            bounds)
        return epochs.compactMap { row in
            row.integer(0).map {
                EpochReport(epoch: $0, metrics: byEpoch[$0] ?? [:], elapsed: row.real(1) ?? 0)
            }
        }
    }

    /// One metric over the epochs, in order.
    public func metric(_ key: String) throws -> [(epoch: Int, value: Double)] {
        let rows = try database.rows(
            "SELECT epoch, value, kind FROM metrics WHERE key = ? ORDER BY epoch", [.text(key)])
        return rows.compactMap { row in row.integer(0).map { ($0, row.number(1)) } }
    }

    public func samples(epoch: Int) throws -> [SampleRecord] {
        let scores = try scores(epoch: epoch)
        let rows = try database.rows(
            """
            SELECT position, prompt_id, prompt, seed, total, total_kind, advantage,
            advantage_kind, picture, trajectory, anchor_trajectory
            FROM samples WHERE epoch = ? ORDER BY position
            """, [.integer(epoch)])
        return rows.map { row in
            let index = row.integer(0) ?? 0
            var own = scores[index] ?? [:]
            let anchorTotal = own[.anchor]?.removeValue(forKey: ScoreRole.total)
            let prompt = row.text(2) ?? ""
            let pictureScores = own[.anchorPicture] ?? [:]
            return SampleRecord(
                epoch: epoch, index: index, promptID: row.integer(1) ?? 0, prompt: prompt,
                seed: row.bits(3) ?? 0, scores: own[.policy] ?? [:],
                anchorScores: own[.anchor] ?? [:], winRates: own[.winRate] ?? [:],
                total: row.number(4), anchorTotal: anchorTotal, advantage: row.number(6),
                picture: row.text(8), trajectory: row.text(9), anchorTrajectory: row.text(10),
                anchorPicture: pictureScores.isEmpty ? nil : RunFolder.anchorPicture(of: prompt),
                anchorPictureScores: pictureScores)
        }
    }

    /// By position, then role, then reward.
    private func scores(epoch: Int) throws -> [Int: [ScoreRole: [String: Double]]] {
        let rows = try database.rows(
            "SELECT position, role, reward, value, kind FROM scores WHERE epoch = ?",
            [.integer(epoch)])
        return rows.reduce(into: [:]) { scores, row in
            guard let position = row.integer(0), let role = ScoreRole(rawValue: row.text(1) ?? ""),
                let reward = row.text(2)
            else { return }
            scores[position, default: [:]][role, default: [:]][reward] = row.number(3)
        }
    }

    /// Those that are still on disk, in order.
    public func checkpoints() throws -> [CheckpointRecord] {
        try database.rows("SELECT epoch, path, size FROM checkpoints ORDER BY epoch").map { row in
            CheckpointRecord(
                epoch: row.integer(0) ?? 0, path: row.text(1) ?? "", size: row.integer(2) ?? 0)
        }
    }

    /// Epochs whose checkpoint is kept whatever comes.
    public func pinnedCheckpoints() throws -> Set<Int> {
        let rows = try database.rows("SELECT epoch FROM checkpoints WHERE pinned = 1")
        return Set(rows.compactMap { $0.integer(0) })
    }

    /// The list in force.
    public func prompts() throws -> [PromptRecord] {
        try database.rows("SELECT id, text, findings FROM prompts ORDER BY position").map { row in
            PromptRecord(
                id: row.integer(0) ?? 0, text: row.text(1) ?? "",
                findings: try LosslessJSON.decode([String: Bool].self, from: row.text(2) ?? "{}"))
        }
    }

    /// The latest, oldest first.
    public func messages(limit: Int = 1000) throws -> [Message] {
        let rows = try database.rows(
            "SELECT body FROM events WHERE kind = 'message' ORDER BY id DESC LIMIT ?",
            [.integer(limit)])
        return try rows.reversed().compactMap { row in
            let stored = try LosslessJSON.decode(StoredEvent.self, from: row.text(0) ?? "")
            guard case .message(let message) = stored else { return nil }
            return message
        }
    }

    /// Those that held when the run last said something of them.
    public func alarms() throws -> [Alarm] {
        let rows = try database.rows(
            "SELECT body FROM events WHERE kind = 'alarms' ORDER BY id DESC LIMIT 1")
        guard let body = rows.first?.text(0),
            case .alarmsChanged(let alarms) = try LosslessJSON.decode(
                StoredEvent.self, from: body)
        else { return [] }
        return alarms
    }

    /// What the run's process last said it was at, and when (seconds since 1970).
    public func state() throws -> (state: RunState, time: Double)? {
        guard let row = try database.rows("SELECT body, time FROM state").first,
            let body = row.text(0)
        else { return nil }
        return (try LosslessJSON.decode(RunState.self, from: body), row.real(1) ?? 0)
    }

    /// As the run was last opened, with what has come since: prompts, weights, finished epochs.
    public func description() throws -> RunDescription? {
        let rows = try database.rows(
            "SELECT id, body FROM events WHERE kind = 'run_opened' ORDER BY id DESC LIMIT 1")
        guard let row = rows.first, let id = row.integer(0),
            case .runOpened(var description) = try LosslessJSON.decode(
                StoredEvent.self, from: row.text(1) ?? "")
        else { return nil }
        description.finishedEpochs = try finishedEpochs()
        description.prompts = try prompts()
        if let epochs = try state()?.state.epochs, epochs > 0 { description.epochs = epochs }
        for change in try weightChanges(after: id) {
            description.rewards.setWeight(of: change.reward, to: change.weight)
        }
        return description
    }

    private func weightChanges(after id: Int) throws -> [(reward: String, weight: Double)] {
        let rows = try database.rows(
            "SELECT body FROM events WHERE kind = 'reward_weight' AND id > ? ORDER BY id",
            [.integer(id)])
        return try rows.compactMap { row in
            let stored = try LosslessJSON.decode(StoredEvent.self, from: row.text(0) ?? "")
            guard case .rewardWeightChanged(let reward, let weight) = stored else { return nil }
            return (reward, weight)
        }
    }
}
