import Terminal
import Workbench

/// One chart with a line above it that names its curves and their values.
enum CurveChart {
    @discardableResult
    static func draw(
        _ subject: CurveSubject, _ model: Model, into frame: inout Frame, in rect: Rect
    ) -> ChartLayout {
        let series = subject.lines.compactMap { line -> Series? in
            let (steps, values) = model.history.series(
                line.key, less: line.baseline, over: line.scale)
            return steps.isEmpty
                ? nil
                : Series(
                    line.name, role: line.role, marker: marker(of: line, model), steps: steps,
                    values: values)
        }
        let (heading, plot) = rect.splitTop(1)
        let chart = Chart(
            series, smoothing: model.curves.smoothingWeight,
            isLogarithmic: model.curves.logarithmic.contains(subject.id),
            window: model.curveWindow, crosshair: model.curves.inspected.map(Double.init),
            reference: subject.isRelative ? 0 : nil, showsLegend: false,
            emptyText: model.history.reports.isEmpty
                ? model.waitingReason : "\(subject.title): not measured in this run")
        let layout = chart.draw(into: &frame, in: plot)
        let legend = CurveLegend(subject, series, layout, model)
        frame.put(legend.spans(in: heading.width), at: heading.origin, maxWidth: heading.width)
        return layout
    }

    /// A reward's letter is the same on every screen.
    private static func marker(of line: CurveSubject.Line, _ model: Model) -> Unicode.Scalar? {
        let index = (model.run?.rewards ?? []).indices.first { line.role == .reward($0) }
        return index.flatMap { model.rewardLetters[$0].unicodeScalars.first }
    }
}
