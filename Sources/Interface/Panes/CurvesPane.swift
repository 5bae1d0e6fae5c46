import Terminal
import Workbench

/// Curves of rewards and of the policy's health, and the picture in the making beside them.
enum CurvesPane {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let areas = Self.areas(of: rect, model)
        frame.box(areas.box, title: title(model), focused: true)
        for (subject, place) in charts(model, in: areas.charts) {
            if subject == model.chosenCurve, place.x > areas.charts.x + 1 {
                frame.put("▸", at: Point(place.x - 2, place.y), style: .accent)
            }
            CurveChart.draw(subject, model, into: &frame, in: place)
        }
        let numbers = areas.numbers.inset(horizontally: 2, vertically: 0)
        guard !model.isZoomed else {
            if areas.hasTable {
                RewardTable.draw(model, into: &frame, in: numbers)
            } else {
                NumbersBlock.drawHealth(model, into: &frame, in: numbers)
            }
            return
        }
        NumbersBlock.draw(model, into: &frame, in: numbers)
        NowBox.draw(model, into: &frame, in: areas.now)
    }

    /// The chart and the finished epoch at a place of the screen.
    static func epoch(at point: Point, in model: Model) -> (curve: CurveSubject, epoch: Int)? {
        let areas = Self.areas(of: ScreenLayout(size: model.size).body, model)
        let hit = charts(model, in: areas.charts).first { $0.place.contains(point) }
        guard let hit else { return nil }
        var unseen = Frame(model.size)
        let layout = CurveChart.draw(hit.subject, model, into: &unseen, in: hit.place)
        guard layout.plot.contains(point) else { return nil }
        let step = layout.step(atColumn: point.x)
        let nearest = model.history.reports.map(\.epoch).min {
            abs(Double($0) - step) < abs(Double($1) - step)
        }
        return nearest.map { (hit.subject, $0) }
    }

    /// Where the curves are, and the picture in the making.
    static func parts(of rect: Rect) -> (curves: Rect, now: Rect) {
        let (curves, now) = rect.splitRight(min(72, max(26, rect.width * 2 / 5)))
        return (curves, now)
    }

    // MARK: Places

    private struct Areas {
        var box: Rect
        var charts: Rect
        var numbers: Rect
        /// Empty where the pane is zoomed.
        var now: Rect
        /// Whether the numbers are those of all rewards.
        var hasTable = false
    }

    private static func areas(of rect: Rect, _ model: Model) -> Areas {
        guard !model.isZoomed else {
            let inner = rect.inset(by: 1)
            let table = 1 + RewardTable.height(model)
            let hasTable = showsTable(model) && inner.height >= table + 8
            let wanted = hasTable ? table : inner.height >= 14 ? 3 : 0
            let (charts, lines) = inner.splitBottom(wanted)
            return Areas(
                box: rect, charts: charts, numbers: lines.splitTop(1).rest,
                now: rect.splitRight(0).right, hasTable: hasTable)
        }
        let (left, right) = parts(of: rect)
        let inner = left.inset(by: 1)
        let rewards = model.run?.rewards.count ?? 0
        let judges = NumbersBlock.judgeLine(model) == nil ? 0 : 1
        // Small screens keep the curve and give up the judges first, then the second health line.
        let wanted = rewards + judges + 3
        let (upper, block) = inner.splitBottom(min(wanted, max(0, inner.height - 8)))
        let charts = inner.height >= 40 ? upper.splitBottom(1).rest : upper
        return Areas(box: left, charts: charts, numbers: block, now: right)
    }

    /// Below the chart of all rewards, zoomed, their numbers are.
    private static func showsTable(_ model: Model) -> Bool {
        model.chosenCurve.id == CurveSubject.overlayID
    }

    /// The charts that are drawn and where: all of them where there is room, else the chosen one.
    private static func charts(
        _ model: Model, in rect: Rect
    ) -> [(subject: CurveSubject, place: Rect)] {
        let inner = rect.inset(horizontally: 1, vertically: 0)
        let subjects = model.curveSubjects
        let columns = max(1, min(3, rect.width / 40))
        let rows = (subjects.count + columns - 1) / columns
        guard !model.isZoomed, rect.height / max(1, rows) >= 8, columns > 1 else {
            return [(model.chosenCurve, inner)]
        }
        let places = inner.grid(count: subjects.count, columns: columns, spacing: 1)
        return zip(subjects, places).map { ($0, $1.splitLeft(2).rest) }
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
}
