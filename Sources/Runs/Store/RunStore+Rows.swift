internal import Foundation
internal import Workbench

extension RunStore {
    func write(_ report: EpochReport, time: Double) throws {
        try database.execute(
            "INSERT OR REPLACE INTO epochs (epoch, elapsed, time) VALUES (?, ?, ?)",
            [.integer(report.epoch), .real(report.elapsed), .real(time)])
        try database.execute(
            "INSERT OR REPLACE INTO metrics (epoch, key, value, kind) VALUES (?, ?, ?, ?)",
            each: report.metrics.map { key, value in
                [.integer(report.epoch), .text(key)] + SQLValue.number(value)
            })
    }

    func write(_ samples: [SampleRecord]) throws {
        try database.execute(
            """
            INSERT OR REPLACE INTO samples
            (epoch, position, prompt_id, prompt, seed, total, total_kind, advantage,
            advantage_kind, picture, trajectory, anchor_trajectory)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            each: samples.map { sample in
                [
                    .integer(sample.epoch), .integer(sample.index), .integer(sample.promptID),
                    .text(sample.prompt), .bits(sample.seed),
                ] + SQLValue.number(sample.total) + SQLValue.number(sample.advantage) + [
                    .text(sample.picture), .text(sample.trajectory),
                    .text(sample.anchorTrajectory),
                ]
            })
        try database.execute(
            """
            INSERT OR REPLACE INTO scores (epoch, position, role, reward, value, kind)
            VALUES (?, ?, ?, ?, ?, ?)
            """, each: samples.flatMap(Self.scoreRows))
    }

    private static func scoreRows(_ sample: SampleRecord) -> [[SQLValue]] {
        var anchorScores = sample.anchorScores
        anchorScores[ScoreRole.total] = sample.anchorTotal
        let roles: [(ScoreRole, [String: Double])] = [
            (.policy, sample.scores), (.anchor, anchorScores), (.winRate, sample.winRates),
            (.anchorPicture, sample.anchorPictureScores),
        ]
        return roles.flatMap { role, scores in
            scores.map { reward, value in
                [
                    .integer(sample.epoch), .integer(sample.index), .text(role.rawValue),
                    .text(reward),
                ] + SQLValue.number(value)
            }
        }
    }

    func write(_ record: CheckpointRecord, time: Double) throws {
        try database.execute(
            """
            INSERT INTO checkpoints (epoch, path, size, time) VALUES (?, ?, ?, ?)
            ON CONFLICT (epoch) DO UPDATE SET path = excluded.path, size = excluded.size,
            time = excluded.time
            """,
            [
                .integer(record.epoch), .text(record.path), .integer(record.size), .real(time),
            ])
    }

    /// Replaces the list.
    func write(_ prompts: [PromptRecord]) throws {
        try database.execute("DELETE FROM prompts")
        try database.execute(
            "INSERT INTO prompts (position, id, text, findings) VALUES (?, ?, ?, ?)",
            each: try prompts.enumerated().map { position, prompt in
                [
                    .integer(position), .integer(prompt.id), .text(prompt.text),
                    .text(try LosslessJSON.encode(prompt.findings)),
                ]
            })
    }
}
