import Workbench

/// Events as JSON objects, one a line, with the kind under `event`.
enum EventJSON {
    /// Nil for answers to what only a screen asks.
    static func object(_ event: Event, _ snapshot: Snapshot) -> JSON? {
        switch event {
        case .runOpened(let run): opened(run)
        case .phaseChanged(let phase): object("phase", [("phase", .string(phase.rawValue))])
        case .epochFinished(let report):
            object(
                "epoch",
                [
                    ("epoch", .integer(report.epoch)), ("elapsed", .number(report.elapsed)),
                    ("seconds_left", .optional(snapshot.secondsLeft)),
                    ("memory", .integer(snapshot.memory)),
                    ("metrics", .numbers(report.metrics)),
                ])
        case .samplesScored(let epoch, let samples):
            object(
                "samples",
                [("epoch", .integer(epoch)), ("samples", .array(samples.map(sample)))])
        case .checkpointSaved(let checkpoint):
            object(
                "checkpoint",
                [
                    ("epoch", .integer(checkpoint.epoch)), ("path", .string(checkpoint.path)),
                    ("size", .integer(checkpoint.size)),
                ])
        case .promptsChanged(let prompts):
            object("prompts", [("prompts", .array(prompts.map { .string($0.text) }))])
        case .rewardWeightChanged(let reward, let weight):
            object("reward_weight", [("reward", .string(reward)), ("weight", .number(weight))])
        case .message(let message):
            object(
                "message",
                [
                    ("level", .string(message.level.rawValue)), ("text", .string(message.text)),
                    ("time", .number(message.time)),
                ])
        case .sampleFailed(let id, let reason):
            object("sample_failed", [("id", .integer(id)), ("reason", .string(reason))])
        case .alarmsChanged(let alarms):
            object("alarms", [("alarms", .array(alarms.map(alarm)))])
        case .rolledBack(let epoch): object("rolled_back", [("epoch", .integer(epoch))])
        case .sampleFinished, .sheetPictureFinished, .sheetFailed, .decoded, .stepExamined,
            .examinationFailed, .attended, .attentionFailed, .regenerated,
            .regenerationFailed, .judged, .judgementWithdrawn:
            nil
        }
    }

    static func progress(_ snapshot: Snapshot) -> JSON {
        object(
            "progress",
            [
                ("epoch", .integer(snapshot.epoch)), ("epochs", .integer(snapshot.epochs)),
                ("activity", .string(snapshot.activity.rawValue)),
                ("completed", .integer(snapshot.completed)), ("total", .integer(snapshot.total)),
                ("seconds_left", .optional(snapshot.secondsLeft)),
                ("memory", .integer(snapshot.memory)),
            ])
    }

    private static func opened(_ run: RunDescription) -> JSON {
        object(
            "run",
            [
                ("name", .string(run.name)), ("folder", .string(run.folder)),
                ("model", .string(run.model)), ("seed", .string(String(run.seed))),
                ("epochs", .integer(run.epochs)),
                ("finished_epochs", .integer(run.finishedEpochs)),
                ("samples_per_epoch", .integer(run.samplesPerEpoch)),
                ("steps", .integer(run.denoisingSteps)),
                (
                    "rewards",
                    .array(
                        run.rewards.map {
                            .object([
                                ("name", .string($0.name)), ("label", .string($0.label)),
                                ("weight", .number($0.weight)),
                                ("scale", .number($0.scale)),
                                ("comparative", .bool($0.isComparative)),
                            ])
                        })
                ),
            ])
    }

    private static func alarm(_ alarm: Alarm) -> JSON {
        .object([
            ("kind", .string(alarm.kind.rawValue)), ("subject", .string(alarm.subject)),
            ("level", .string(alarm.level.rawValue)), ("since", .integer(alarm.since)),
            ("seen", .string(alarm.seen)), ("cause", .string(alarm.cause)),
        ])
    }

    private static func sample(_ sample: SampleRecord) -> JSON {
        .object([
            ("index", .integer(sample.index)), ("prompt", .integer(sample.promptID)),
            ("seed", .string(String(sample.seed))), ("scores", .numbers(sample.scores)),
            ("anchor_scores", .numbers(sample.anchorScores)),
            ("win_rates", .numbers(sample.winRates)), ("total", .number(sample.total)),
            ("advantage", .number(sample.advantage)), ("picture", .optional(sample.picture)),
        ])
    }

    private static func object(_ kind: String, _ entries: [(String, JSON)]) -> JSON {
        .object([("event", .string(kind))] + entries)
    }
}
