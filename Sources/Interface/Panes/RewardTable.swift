import Terminal
import Workbench

/// The rewards of all epochs as numbers, a line each: as measured, not smoothed.
enum RewardTable {
    /// From the left; those that do not fit are left out whole.
    static let columns: [(title: String, width: Int)] = [
        ("last", 9), ("Δ anchor", 10), ("mean of 10", 12), ("± SD", 8), ("best", 9), ("at", 6),
        ("r total", 9),
    ]
    private static let nameWidth = 16

    /// Lines that it needs.
    static func height(_ model: Model) -> Int { (model.run?.rewards.count ?? 0) + 2 }

    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let lines = [Line(name: "", style: .muted, cells: columns.map(\.title), cellStyle: .muted)]
        for (row, line) in (lines + self.lines(model)).prefix(rect.height).enumerated() {
            frame.put(
                [
                    Span(TextLayout.pad(line.name, to: nameWidth), line.style),
                    Span(text(line.cells, in: rect.width - nameWidth), line.cellStyle),
                ], at: Point(rect.x, rect.y + row), maxWidth: rect.width)
        }
    }

    private static func text(_ cells: [String], in width: Int) -> String {
        var text = ""
        var used = 0
        for (cell, column) in zip(cells, columns) {
            used += column.width
            guard used <= width else { break }
            text += TextLayout.pad(cell, to: column.width, right: true)
        }
        return text
    }

    private struct Line {
        var name: String
        var style: Style
        var cells: [String]
        var cellStyle: Style = .text
    }

    private static func lines(_ model: Model) -> [Line] {
        let rewards = (model.run?.rewards ?? []).enumerated().map { index, reward in
            Line(
                name: "\(model.rewardLetters[index]) \(reward.label)", style: Style(.reward(index)),
                cells: cells(
                    MetricKey.mean(reward.name), MetricKey.anchorMean(reward.name), model))
        }
        let total = Line(
            name: "total, SD", style: Style(.accent),
            cells: cells(MetricKey.total, MetricKey.anchorTotal, model))
        return rewards + [total]
    }

    /// Of the epochs up to the inspected one.
    private static func cells(_ key: String, _ anchor: String, _ model: Model) -> [String] {
        let last = model.curves.inspected ?? .max
        let reports = model.history.reports.filter {
            $0.epoch <= last && $0.metrics[key]?.isFinite == true
        }
        let values = reports.compactMap { $0.metrics[key] }
        guard let newest = reports.last, let value = values.last,
            let best = values.indices.max(by: { values[$0] < values[$1] })
        else { return columns.map { _ in "–" } }
        let recent = Interval(values.suffix(10))
        return [
            NumberText.short(value),
            newest.metrics[anchor].map { Comparison.signed(value - $0) } ?? "–",
            NumberText.short(recent.mean),
            recent.count > 1 ? NumberText.short(recent.deviation) : "–",
            NumberText.short(values[best]), NumberText.count(Double(reports[best].epoch)),
            correlation(key, reports).map { NumberText.signed($0.value) } ?? "–",
        ]
    }

    /// With the total over the epochs.
    private static func correlation(_ key: String, _ reports: [EpochReport]) -> Correlation? {
        guard key != MetricKey.total else { return nil }
        return Correlation(
            reports.compactMap { report in
                guard let one = report.metrics[key], let total = report.metrics[MetricKey.total]
                else { return nil }
                return (one: one, other: total)
            })
    }
}
