import Workbench

/// Events as lines for people.
enum EventText {
    static func lines(_ event: Event, _ snapshot: Snapshot, run: RunDescription?) -> [String] {
        switch event {
        case .runOpened(let run): opened(run)
        case .phaseChanged(let phase): phase == .ready ? [] : [phase.rawValue]
        case .epochFinished(let report): [epoch(report, snapshot, run)]
        case .checkpointSaved(let checkpoint):
            ["checkpoint \(checkpoint.path) (\(Format.mebibytes(checkpoint.size)))"]
        case .promptsChanged(let prompts): ["\(prompts.count) training prompts"]
        case .rewardWeightChanged(let reward, let weight):
            ["weight of \(reward): \(Format.short(weight))"]
        case .message(let message): ["\(message.level.rawValue): \(message.text)"]
        case .sampleFailed(_, let reason): ["sample failed: \(reason)"]
        case .examinationFailed(let trajectory, let reason):
            ["\(trajectory) was not scored: \(reason)"]
        case .sheetFailed(_, let reason): ["variations were not drawn: \(reason)"]
        case .attentionFailed(_, let reason): ["attention was not read: \(reason)"]
        case .regenerationFailed(_, let reason): ["sample not made again: \(reason)"]
        case .rolledBack(let epoch): ["back at epoch \(epoch)"]
        case .samplesScored, .sampleFinished, .sheetPictureFinished, .decoded, .stepExamined,
            .regenerated, .attended, .alarmsChanged, .judged, .judgementWithdrawn:
            []
        }
    }

    private static func opened(_ run: RunDescription) -> [String] {
        let rewards = run.rewards.map { "\($0.label) × \(Format.short($0.weight))" }
        let done = run.finishedEpochs > 0 ? ", \(run.finishedEpochs) of them done" : ""
        return [
            "run \(run.folder)", "model \(run.model)",
            "\(run.epochs) epochs\(done), \(run.samplesPerEpoch) samples each from "
                + "\(run.prompts.count) prompts, \(run.denoisingSteps) denoising steps, "
                + "seed \(run.seed)",
            "rewards \(rewards.joined(separator: ", "))",
        ]
    }

    private static func epoch(
        _ report: EpochReport, _ snapshot: Snapshot, _ run: RunDescription?
    ) -> String {
        let metrics = report.metrics
        var parts = ["epoch \(report.epoch)\(run.map { "/\($0.epochs)" } ?? "")"]
        if let total = metrics["reward/total/mean"] {
            let anchor = metrics["anchor/total/mean"]
            parts.append(
                "reward \(Format.signed(total - (anchor ?? 0)))"
                    + (anchor == nil ? "" : " over the anchor"))
        }
        for reward in run?.rewards ?? [] {
            guard let mean = metrics["reward/\(reward.name)/mean"] else { continue }
            let rate = metrics["reward/\(reward.name)/win_rate"].map {
                " (win \(Format.fixed($0 * 100, 0)) %)"
            }
            parts.append("\(reward.label) \(Format.fixed(mean))\(rate ?? "")")
        }
        if let clipped = metrics["policy/clip_fraction"] {
            parts.append("clipped \(Format.fixed(clipped * 100, 1)) %")
        }
        if let seconds = metrics["time/epoch"] { parts.append("\(Format.fixed(seconds, 1)) s") }
        if let left = snapshot.secondsLeft { parts.append("\(Format.duration(left)) left") }
        return parts.joined(separator: "  ")
    }

    static func progress(_ snapshot: Snapshot) -> String {
        var text = snapshot.activity.rawValue
        if snapshot.epoch > 0 {
            text = "epoch \(snapshot.epoch)/\(snapshot.epochs)  " + text
        }
        if snapshot.total > 0 { text += " \(snapshot.completed)/\(snapshot.total)" }
        if let left = snapshot.secondsLeft { text += "  \(Format.duration(left)) left" }
        return "  " + text
    }
}
