import Terminal
import Workbench

/// What each reward prefers of the pair that was judged, and how often it has agreed so far.
enum AgreementTable {
    static func draw(
        _ judgement: PairJudgement, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let judgements = model.history.judgements
        let isWide = rect.width >= 36
        var lines = [verdict(judgement, isWide), heading(isWide)]
        let rewards = model.run?.rewards ?? []
        for (index, reward) in rewards.enumerated() {
            let name = isWide ? reward.label : model.rewardLetters[index]
            lines.append(
                row(
                    Span(name, Style(.reward(index))), judgement, judgement.difference(reward.name),
                    Agreement(judgements, reward: reward.name), width: rect.width))
        }
        lines.append(
            row(
                Span(isWide ? "weighted sum" : "Σ", .text), judgement,
                judgement.difference(JudgedPicture.total),
                Agreement(judgements, reward: JudgedPicture.total), width: rect.width))
        lines.append([])
        lines.append(policyLine(Agreement(policyIn: judgements), isWide))
        for (index, line) in lines.prefix(rect.height).enumerated() {
            frame.put(line, at: Point(rect.x, rect.y + index), maxWidth: rect.width)
        }
    }

    private static func verdict(_ judgement: PairJudgement, _ isWide: Bool) -> [Span] {
        let text =
            switch judgement.choice {
            case .left: "left is better"
            case .right: "right is better"
            case .neither: "no difference"
            }
        return [Span(isWide ? "You: " : "", .muted), Span(text, .title)]
    }

    private static func heading(_ isWide: Bool) -> [Span] {
        let name = TextLayout.pad(isWide ? "reward" : "", to: nameWidth(isWide))
        return [Span(name + "prefers  agrees", .muted)]
    }

    private static func nameWidth(_ isWide: Bool) -> Int { isWide ? 14 : 2 }

    private static func row(
        _ name: Span, _ judgement: PairJudgement, _ difference: Double?, _ agreement: Agreement,
        width: Int
    ) -> [Span] {
        let isWide = width >= 36
        let padded = TextLayout.pad(
            TextLayout.truncate(name.text, to: nameWidth(isWide) - 1), to: nameWidth(isWide))
        var spans = [Span(padded, name.style)] + preference(judgement, difference)
        guard let share = agreement.share else { return spans + [Span("    –", .muted)] }
        let percent = NumberText.fixed(share * 100, decimals: 0)
        spans.append(Span(TextLayout.pad("\(percent) %", to: 6, right: true), .text))
        if isWide { spans.append(Span("  \(TextLayout.pad(counts(agreement), to: 10))", .muted)) }
        if width >= 50, let interval = agreement.interval {
            let (low, high) = (interval.lowerBound * 100, interval.upperBound * 100)
            spans.append(
                Span(
                    " \(NumberText.fixed(low, decimals: 0))–"
                        + "\(NumberText.fixed(high, decimals: 0)) %", .muted))
        }
        return spans
    }

    /// The side that a reward finds better, and whether that is the one that was chosen.
    private static func preference(
        _ judgement: PairJudgement, _ difference: Double?
    ) -> [Span] {
        guard let difference else { return [Span("–        ", .muted)] }
        let side: PairJudgement.Choice =
            difference > 0 ? .left : difference < 0 ? .right : .neither
        let text = TextLayout.pad(side == .neither ? "same" : side.rawValue, to: 6)
        guard judgement.choice != .neither, side != .neither else {
            return [Span(text + "   ", .text)]
        }
        let agrees = side == judgement.choice
        return [Span(text, .text), Span(agrees ? "=  " : "≠  ", agrees ? .good : .bad)]
    }

    /// `8 of 13`, `8.5 of 13`.
    private static func counts(_ agreement: Agreement) -> String {
        let isWhole = agreement.agreed == agreement.agreed.rounded()
        let agreed = NumberText.fixed(agreement.agreed, decimals: isWhole ? 0 : 1)
        return "\(agreed) of \(agreement.count)"
    }

    /// How often the policy's picture was found better than the anchor's.
    private static func policyLine(_ agreement: Agreement, _ isWide: Bool) -> [Span] {
        guard let share = agreement.share else { return [] }
        let percent = NumberText.fixed(share * 100, decimals: 0)
        return [
            Span("policy", .policy), Span(" over ", .muted),
            Span("anchor", .anchor), Span("  \(percent) %", .text),
            Span(isWide ? "  \(counts(agreement))" : "", .muted),
        ]
    }
}
