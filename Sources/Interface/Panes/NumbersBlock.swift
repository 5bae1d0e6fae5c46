import Terminal
import Workbench

/// The lines under the curves: each reward against the anchor, the judges, the policy's health.
enum NumbersBlock {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let rewards = model.run?.rewards ?? []
        var lines: [[Span]] = rewards.enumerated().map { index, reward in
            rewardLine(reward, index, model, isNarrow: rect.width < 40)
        }
        if let judges = judgeLine(model) { lines.append(judges) }
        lines.append([])
        lines += healthLines(model)
        if lines.count > rect.height { lines.removeAll(where: \.isEmpty) }
        for (row, spans) in lines.prefix(rect.height).enumerated() {
            frame.put(spans, at: Point(rect.x, rect.y + row), maxWidth: rect.width)
        }
    }

    static func drawHealth(_ model: Model, into frame: inout Frame, in rect: Rect) {
        for (row, spans) in healthLines(model).prefix(rect.height).enumerated() {
            frame.put(spans, at: Point(rect.x, rect.y + row), maxWidth: rect.width)
        }
    }

    /// The inspected epoch's report, else the newest.
    private static func report(_ model: Model) -> EpochReport? {
        model.curves.inspected.flatMap { model.history.report(of: $0) } ?? model.history.lastReport
    }

    private static func rewardLine(
        _ reward: RewardDescription, _ index: Int, _ model: Model, isNarrow: Bool
    ) -> [Span] {
        let letter = model.rewardLetters[index]
        var spans = [
            Span(letter + " ", Style(.reward(index), .bold)),
            Span(TextLayout.pad(reward.label, to: isNarrow ? 8 : 12), .text),
        ]
        guard let report = report(model) else { return spans + [Span("–", .muted)] }
        let samples = model.history.samples[report.epoch] ?? []
        let summary = RewardSummary(reward: reward.name, samples: samples)
        let mean = report.metrics[MetricKey.mean(reward.name)] ?? summary.policyMean.mean
        spans.append(
            Span(TextLayout.pad(NumberText.fixed(mean, decimals: 2), to: 6, right: true), .text))
        let anchor = report.metrics[MetricKey.anchorMean(reward.name)] ?? summary.anchorMean.mean
        spans.append(Span(isNarrow ? " " : "  ", .text))
        spans += Comparison.spans(mean - anchor)
        let rate = report.metrics[MetricKey.winRate(reward.name)] ?? summary.winRate
        spans.append(
            rate.flatMap { $0.isFinite ? $0 : nil }.map {
                Span("\(isNarrow ? "" : " ") \(Comparison.winRate($0))", .text)
            }
                ?? Span("  vs anchor", .muted))
        return spans
    }

    /// What held-out judges said last, where the run has any: they may be asked every few epochs only.
    static func judgeLine(_ model: Model) -> [Span]? {
        guard let report = report(model) else { return nil }
        let judges = zip(model.rewardNames, model.rewardLetters)
            .map { (key: MetricKey.judge($0), letter: $1) }
            .filter { model.history.metrics.contains($0.key) }
        guard !judges.isEmpty else { return nil }
        let judged = model.history.reports.last { earlier in
            earlier.epoch <= report.epoch && judges.contains { earlier.metrics[$0.key] != nil }
        }
        let texts = judges.map { judge in
            let value = judged?.metrics[judge.key].map { NumberText.fixed($0, decimals: 2) }
            return "\(judge.letter) \(value ?? "–")"
        }
        var spans = [
            Span("J ", Style(.title, .bold)), Span(TextLayout.pad("judges", to: 12), .text),
            Span(texts.joined(separator: "  "), .text),
        ]
        if let judged, judged.epoch < report.epoch {
            spans.append(Span("  epoch \(judged.epoch)", .muted))
        }
        return spans
    }

    private static func healthLines(_ model: Model) -> [[Span]] {
        guard let metrics = report(model)?.metrics else {
            return [[Span("ratio, clipped, KL, grad: after an epoch", .muted)]]
        }
        let first = [
            number("ratio max", metrics[MetricKey.ratioMax]) { NumberText.fixed($0, decimals: 4) },
            number("clipped", metrics[MetricKey.clipFraction]) {
                NumberText.fixed($0 * 100, decimals: 0) + " %"
            },
            number("KL", metrics[MetricKey.approximateKL], NumberText.short),
        ]
        let second = [
            number("grad", metrics[MetricKey.gradientNorm], NumberText.short),
            number("lr", metrics[MetricKey.learningRate], NumberText.short),
            number("ACE moved", metrics[MetricKey.embeddingsMoved], NumberText.short),
        ]
        return [first, second].map { Array($0.joined()) }.filter { !$0.isEmpty }
    }

    private static func number(
        _ name: String, _ value: Double?, _ format: (Double) -> String
    ) -> [Span] {
        guard let value else { return [] }
        return [
            Span(name + " ", .muted),
            Span(format(value) + "  ", value.isFinite ? .text : .alarm),
        ]
    }
}
