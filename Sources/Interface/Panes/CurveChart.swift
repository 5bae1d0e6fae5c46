import Terminal
import Workbench

/// One chart with a line above it that names its curves and their values.
enum CurveChart {
    static func draw(
        _ subject: CurveSubject, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let series = subject.lines.compactMap { line -> Series? in
            let (steps, values) = model.history.series(line.key)
            return steps.isEmpty
                ? nil : Series(line.name, role: line.role, steps: steps, values: values)
        }
        let (heading, plot) = rect.splitTop(1)
        let chart = Chart(
            series, smoothing: model.curves.smoothingWeight,
            isLogarithmic: model.curves.logarithmic.contains(subject.id),
            window: model.curveWindow, crosshair: model.curves.inspected.map(Double.init),
            showsLegend: false,
            emptyText: model.history.reports.isEmpty
                ? model.waitingReason : "\(subject.title): not measured in this run")
        let layout = chart.draw(into: &frame, in: plot)
        frame.put(
            spans(subject, series, layout, model), at: heading.origin, maxWidth: heading.width)
    }

    /// The policy first, as measured: smoothing is for the eye.
    private static func spans(
        _ subject: CurveSubject, _ series: [Series], _ layout: ChartLayout, _ model: Model
    ) -> [Span] {
        guard !series.isEmpty else { return [Span(subject.title, .title)] }
        var spans: [Span] = []
        for item in series.reversed() {
            if series.count > 1 {
                spans.append(Span("\(item.marker) ", Style(item.role, .bold)))
            }
            spans.append(Span(item.name + " ", series.count > 1 ? .text : .title))
            spans.append(Span(value(of: item, subject, model) + "  ", .text))
        }
        if let gap = layout.gaps.first {
            let since = NumberText.count(gap.firstStep)
            spans.append(Span("!\(gap.nonFinite) not finite since \(since)  ", .alarm))
        }
        if layout.isLogarithmic { spans.append(Span("log", .muted)) }
        if let refusal = layout.refusal { spans.append(Span(refusal, .warning)) }
        return spans
    }

    /// At the inspected epoch, else the last one.
    private static func value(
        of series: Series, _ subject: CurveSubject, _ model: Model
    ) -> String {
        var value = series.values.last
        if let epoch = model.curves.inspected {
            value = series.steps.firstIndex(of: Double(epoch)).map { series.values[$0] }
        }
        guard let value else { return "–" }
        return subject.id == "ratio"
            ? NumberText.fixed(value, decimals: 4) : NumberText.short(value)
    }
}
