import Terminal
import Workbench

/// One reward: weight, means with intervals, win rate, and both distributions over one axis.
enum RewardRow {
    static func draw(
        _ reward: RewardDescription, _ index: Int, _ model: Model, isChosen: Bool,
        into frame: inout Frame, in rect: Rect
    ) {
        let summary = RewardSummary(reward: reward.name, samples: model.shownRewardsSamples)
        let (text, rest) = rect.splitLeft(rect.width >= 70 ? 46 : 38)
        let lines = [
            headline(reward, index, isChosen), means(reward, summary, model),
            difference(summary, in: text.width),
        ]
        if rect.height == 1 {
            frame.put(
                headline(reward, index, isChosen, isShort: true)
                    + difference(summary, in: 0),
                at: rect.origin, maxWidth: rect.width)
            return
        }
        for (row, spans) in lines.prefix(rect.height).enumerated() {
            frame.put(spans, at: Point(text.x, text.y + row), maxWidth: text.width)
        }
        // Beside distributions that are wide enough there is room for the curve.
        let hasCurve = rect.height >= 6 && rest.width >= 110
        let (bars, curve) = rest.splitLeft(hasCurve ? 62 : rest.width)
        drawDistributions(summary, into: &frame, in: bars.inset(horizontally: 1, vertically: 0))
        guard hasCurve, let subject = model.curveSubjects.first(where: { $0.id == reward.name })
        else { return }
        CurveChart.draw(
            subject, model, into: &frame, in: curve.inset(horizontally: 2, vertically: 0))
    }

    /// About two bins per root of the number of values.
    private static func drawDistributions(
        _ summary: RewardSummary, into frame: inout Frame, in rect: Rect
    ) {
        let bins = max(10, Int(2 * Double(summary.policy.count).squareRoot()))
        let columns = max(1, rect.width / bins)
        let shown = rect.splitLeft(min(rect.width, bins * columns)).left
        Histogram(policy: summary.policy, anchor: summary.anchor, columnsPerBin: columns)
            .draw(into: &frame, in: shown)
    }

    private static func headline(
        _ reward: RewardDescription, _ index: Int, _ isChosen: Bool, isShort: Bool = false
    ) -> [Span] {
        let weight = NumberText.fixed(reward.weight, decimals: 2)
        var spans = [
            Span(isChosen ? "▸ " : "  ", .accent),
            Span(
                TextLayout.pad(reward.label, to: 14), Style(.reward(index), isChosen ? .bold : [])),
            Span("weight ", .muted),
            Span(isChosen ? "‹\(weight)›" : " \(weight) ", isChosen ? .accent : .text),
        ]
        if !isShort {
            spans.append(Span(reward.isComparative ? "  comparative" : "  absolute", .muted))
        }
        return spans
    }

    private static func means(
        _ reward: RewardDescription, _ summary: RewardSummary, _ model: Model
    ) -> [Span] {
        guard summary.policyMean.count > 0 else {
            let isJudgement = reward.name == RewardDescription.judgementName
            let reason =
                isJudgement ? "needs ten choices (\(model.keyName(.judge)))" : "no sample yet"
            return [Span("  " + reason, .muted)]
        }
        return [
            Span("  policy ", .policy), Span(Comparison.interval(summary.policyMean), .text),
            Span("  anchor ", .anchor), Span(Comparison.interval(summary.anchorMean), .text),
        ]
    }

    /// `▲ +0.021 ± 0.009   win 63 %   r total +0.71`: the last is the correlation with the total
    /// among a prompt's images, where there is room for it.
    private static func difference(_ summary: RewardSummary, in width: Int) -> [Span] {
        guard summary.difference.count > 0 else { return [] }
        var spans = [Span("  ", .text)] + Comparison.spans(summary.difference.mean, decimals: 3)
        spans.append(
            Span(" ± \(NumberText.fixed(summary.difference.margin, decimals: 3))", .text))
        if let rate = summary.winRate {
            spans.append(Span("   \(Comparison.winRate(rate))", .text))
        }
        let correlation = summary.correlationWithTotal.map {
            [Span("   r total ", .muted), Span(NumberText.signed($0.value), .text)]
        }
        let whole = spans + (correlation ?? [])
        return whole.reduce(0) { $0 + TextWidth.of($1.text) } <= width ? whole : spans
    }
}
