import Terminal
import Workbench

/// What is printed when the screen is gone.
enum RunSummary {
    static func text(_ model: Model, reason: WorkbenchOutcome.Reason) -> String {
        guard let run = model.run else { return "No run was opened." }
        var lines = ["\(run.name): \(state(model, reason))"]
        if let report = model.history.lastReport {
            lines.append(reached(report, run, model))
            lines += run.rewards.compactMap { reward($0, report, model) }
        }
        lines.append("run         \(run.folder)")
        if let checkpoint = model.checkpoint {
            lines.append("checkpoint  epoch \(checkpoint.epoch), \(checkpoint.path)")
        }
        if goesOn(model) {
            lines.append("attach      cxrl attach \(quoted(run.folder))")
        } else if model.phase != .complete, !model.settings.isWatching {
            lines.append("resume      \(model.settings.resumeCommand) \(quoted(run.folder))")
        }
        return lines.joined(separator: "\n")
    }

    /// Whether another process trains the run further.
    private static func goesOn(_ model: Model) -> Bool {
        model.settings.isAttached
            && [.loading, .ready, .training, .paused, .stopping].contains(model.phase)
    }

    private static func state(_ model: Model, _ reason: WorkbenchOutcome.Reason) -> String {
        if goesOn(model) { return "left while \(model.phase.rawValue); it goes on" }
        if model.settings.isWatching { return "left while \(model.phase.rawValue)" }
        switch (reason, model.phase) {
        case (_, .complete): return "complete"
        case (.abandoned, _): return "left without waiting for a checkpoint"
        case (.signal(let number), _): return "ended by signal \(number)"
        case (.stopped, _): return "stopped and saved"
        case (.left, let phase): return phase.rawValue
        }
    }

    private static func reached(
        _ report: EpochReport, _ run: RunDescription, _ model: Model
    ) -> String {
        let time = DurationText.clock(max(report.elapsed, model.clock.seconds(at: model.now)))
        var text = "reached     epoch \(report.epoch) of \(run.epochs) in \(time)"
        if let total = report.metrics[MetricKey.total] {
            let anchor = report.metrics[MetricKey.anchorTotal]
            text += ", total reward \(NumberText.signed(total - (anchor ?? 0)))"
            if anchor != nil { text += " against the anchor" }
        }
        return text
    }

    private static func reward(
        _ reward: RewardDescription, _ report: EpochReport, _ model: Model
    ) -> String? {
        let samples = model.history.samples[report.epoch] ?? []
        let summary = RewardSummary(reward: reward.name, samples: samples)
        let mean = report.metrics[MetricKey.mean(reward.name)] ?? summary.policyMean.mean
        guard mean.isFinite else { return nil }
        var text =
            TextLayout.pad(reward.label, to: 12)
            + TextLayout.pad(NumberText.fixed(mean, decimals: 3), to: 7, right: true)
        if summary.difference.count > 0 {
            text +=
                "  \(NumberText.signed(summary.difference.mean, decimals: 3)) against the anchor"
        }
        if let rate = summary.winRate { text += ", \(Comparison.winRate(rate))" }
        return text
    }

    /// As a shell reads it back.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+".contains($0))
        }
        return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
