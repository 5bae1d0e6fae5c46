import Terminal
import Workbench

/// Curves of rewards and of the policy's health, and the picture in the making beside them.
enum CurvesPane {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        guard !model.isZoomed else {
            drawZoomed(model, into: &frame, in: rect)
            return
        }
        let parts = parts(of: rect)
        drawCurves(model, into: &frame, in: parts.curves)
        NowBox.draw(model, into: &frame, in: parts.now)
    }

    /// Where the curves are, and the picture in the making.
    static func parts(of rect: Rect) -> (curves: Rect, now: Rect) {
        let (curves, now) = rect.splitRight(min(72, max(26, rect.width * 2 / 5)))
        return (curves, now)
    }

    private static func drawZoomed(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model), focused: true)
        let (charts, lines) = inner.splitBottom(inner.height >= 14 ? 3 : 0)
        CurveChart.draw(
            model.chosenCurve, model, into: &frame,
            in: charts.inset(horizontally: 1, vertically: 0))
        NumbersBlock.drawHealth(
            model, into: &frame,
            in: lines.splitTop(1).rest.inset(
                horizontally: 2, vertically: 0))
    }

    private static func drawCurves(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model), focused: true)
        let rewards = model.run?.rewards.count ?? 0
        let judges = NumbersBlock.judgeLine(model) == nil ? 0 : 1
        // Small screens keep the curve and give up the judges first, then the second health line.
        let wanted = rewards + judges + 3
        let numbers = min(wanted, max(0, inner.height - 8))
        let (upper, block) = inner.splitBottom(numbers)
        let charts = inner.height >= 40 ? upper.splitBottom(1).rest : upper
        drawCharts(model, into: &frame, in: charts)
        NumbersBlock.draw(model, into: &frame, in: block.inset(horizontally: 2, vertically: 0))
    }

    private static func title(_ model: Model) -> String {
        var parts = ["Curves", model.chosenCurve.title]
        let weight = model.curves.smoothingWeight
        parts.append(
            weight > 0 ? "EMA \(NumberText.fixed(weight, decimals: 2)) over raw" : "raw")
        if let epochs = model.curves.shownEpochs { parts.append("\(epochs) epochs") }
        if let epoch = model.curves.inspected {
            parts.append("at epoch \(epoch), \(model.keyName(.last)) follows")
        }
        return parts.joined(separator: " · ")
    }

    // MARK: Charts

    private static func drawCharts(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let subjects = model.curveSubjects
        let columns = max(1, min(3, rect.width / 40))
        let rows = (subjects.count + columns - 1) / columns
        guard rect.height / max(1, rows) >= 8, columns > 1 else {
            CurveChart.draw(
                model.chosenCurve, model, into: &frame,
                in: rect.inset(horizontally: 1, vertically: 0))
            return
        }
        let places = rect.inset(horizontally: 1, vertically: 0)
            .grid(count: subjects.count, columns: columns, spacing: 1)
        for (subject, place) in zip(subjects, places) {
            let (gutter, plot) = place.splitLeft(2)
            if subject == model.chosenCurve {
                frame.put("▸", at: gutter.origin, style: .accent)
            }
            CurveChart.draw(subject, model, into: &frame, in: plot)
        }
    }
}
