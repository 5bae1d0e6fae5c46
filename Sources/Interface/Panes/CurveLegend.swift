import Terminal
import Workbench

/// The line above a chart: what its curves are, with their values as measured; smoothing is for
/// the eye.
struct CurveLegend {
    private let subject: CurveSubject
    private let series: [Series]
    private let layout: ChartLayout
    private let model: Model

    init(_ subject: CurveSubject, _ series: [Series], _ layout: ChartLayout, _ model: Model) {
        self.subject = subject
        self.series = series
        self.layout = layout
        self.model = model
    }

    /// The most telling form that fits.
    func spans(in width: Int) -> [Span] {
        guard !series.isEmpty else { return [Span(subject.title, .title)] }
        let notes = notes
        let forms =
            subject.isRelative && subject.lines.count == 1
            ? Form.allCases.map(difference) : ValueForm.allCases.map(values)
        let fitting = forms.first { Self.width($0 + notes) <= width }
        return (fitting ?? forms.last ?? []) + notes
    }

    private static func width(_ spans: [Span]) -> Int {
        spans.reduce(0) { $0 + TextWidth.of($1.text) }
    }

    private enum Form: CaseIterable { case long, medium, short, tiny }

    /// `total reward Δ anchor +0.24 SD  policy −5.81  anchor −6.05`, or less of it.
    private func difference(_ form: Form) -> [Span] {
        guard let line = subject.lines.first else { return [] }
        let epoch = model.curves.inspected ?? model.history.lastReport?.epoch
        let metrics = epoch.flatMap { model.history.report(of: $0) }?.metrics ?? [:]
        let policy = metrics[line.key]
        let anchor = line.baseline.flatMap { metrics[$0] }
        let unit = subject.unit.isEmpty ? "" : " " + subject.unit
        let gain = zip(policy, anchor).map { Comparison.signed($0 - $1) + unit } ?? "–"
        let own = policy.map(NumberText.short) ?? "–"
        let other = anchor.map(NumberText.short) ?? "–"
        switch form {
        case .long:
            return [
                Span("\(subject.title) Δ anchor ", .title), Span(gain, .text),
                Span("  policy \(own)  anchor \(other)", .muted),
            ]
        case .medium:
            return [
                Span("\(line.name) Δ ", .title), Span(gain, .text),
                Span(" policy \(own) anchor \(other)", .muted),
            ]
        case .short:
            return [
                Span("\(line.name) Δ ", .title), Span(gain, .text),
                Span("  \(own) A \(other)", .muted),
            ]
        case .tiny:
            return [Span("\(line.name) Δ ", .title), Span(gain, .text)]
        }
    }

    private enum ValueForm: CaseIterable { case withUnits, withNames, letters }

    /// The policy first; what has a heading in its own order.
    private func values(_ form: ValueForm) -> [Span] {
        var spans = subject.heading.map { [Span($0 + "  ", .title)] } ?? []
        let isNamed = series.count > 1 || !spans.isEmpty
        let ordered = subject.heading == nil ? series.reversed() : series
        for (index, item) in ordered.enumerated() {
            if index > 0 { spans.append(Span("  ", .text)) }
            if isNamed {
                spans.append(Span("\(item.marker) ", Style(item.role, .bold)))
            }
            if form != .letters || !isNamed {
                spans.append(Span(item.name + " ", isNamed ? .text : .title))
            }
            let hasUnit = form == .withUnits && !subject.unit.isEmpty && subject.heading == nil
            spans.append(Span(value(of: item) + (hasUnit ? " " + subject.unit : ""), .text))
        }
        return spans
    }

    /// At the inspected epoch, else the last one.
    private func value(of series: Series) -> String {
        var value = series.values.last
        if let epoch = model.curves.inspected {
            value = series.steps.firstIndex(of: Double(epoch)).map { series.values[$0] }
        }
        guard let value else { return "–" }
        if subject.isRelative { return Comparison.signed(value) }
        return subject.id == "ratio"
            ? NumberText.fixed(value, decimals: 4) : NumberText.short(value)
    }

    private var notes: [Span] {
        var spans: [Span] = []
        if let gap = layout.gaps.first {
            let since = NumberText.count(gap.firstStep)
            spans.append(Span("  !\(gap.nonFinite) not finite since \(since)", .alarm))
        }
        if layout.isLogarithmic { spans.append(Span("  log", .muted)) }
        if let refusal = layout.refusal { spans.append(Span("  " + refusal, .warning)) }
        return spans
    }
}

/// Both values, where there are both.
private func zip<One, Other>(_ one: One?, _ other: Other?) -> (One, Other)? {
    if let one, let other { (one, other) } else { nil }
}
