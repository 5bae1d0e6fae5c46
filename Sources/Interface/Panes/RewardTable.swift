import Terminal
import Workbench

/// The rewards of all epochs as numbers, a line each: as measured, not smoothed.
enum RewardTable {
    static let columns = ["last", "Δ anchor", "mean of 10", "± SD", "best", "at", "r total"]
    private static let widths = [9, 10, 12, 8, 9, 6, 9]

    /// Lines that it needs.
    static func height(_ model: Model) -> Int { (model.run?.rewards.count ?? 0) + 2 }

    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let name = min(16, max(8, rect.width - widths.reduce(0, +)))
        let heading = zip(columns, widths).map { TextLayout.pad($0, to: $1, right: true) }
        frame.put(
            TextLayout.pad("", to: name) + heading.joined(), at: rect.origin, style: .muted,
            maxWidth: rect.width)
        for (row, line) in lines(model).prefix(max(0, rect.height - 1)).enumerated() {
            let cells = zip(line.cells, widths).map { TextLayout.pad($0, to: $1, right: true) }
            frame.put(
                [
                    Span(TextLayout.pad(line.name, to: name), line.style),
                    Span(cells.joined(), .text),
                ], at: Point(rect.x, rect.y + 1 + row), maxWidth: rect.width)
        }
    }

    private struct Line {
        var name: String
        var style: Style
        var cells: [String]
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
        let last = Double(model.curves.inspected ?? .max)
        let series = model.history.series(key)
        let known = zip(series.steps, series.values).filter { $0.0 <= last && $0.1.isFinite }
        guard let newest = known.last else { return columns.map { _ in "–" } }
        let recent = known.suffix(10).map(\.1)
        let mean = recent.reduce(0, +) / Double(recent.count)
        let variance =
            recent.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            / Double(max(1, recent.count - 1))
        let best = known.max { $0.1 < $1.1 } ?? newest
        let metrics = model.history.report(of: Int(newest.0))?.metrics ?? [:]
        let gain = metrics[anchor].map { newest.1 - $0 }
        return [
            NumberText.short(newest.1), gain.map(Comparison.signed) ?? "–",
            NumberText.short(mean),
            recent.count > 1 ? NumberText.short(variance.squareRoot()) : "–",
            NumberText.short(best.1), NumberText.count(best.0),
            correlation(key, known, model).map { NumberText.signed($0.value) } ?? "–",
        ]
    }

    /// With the total over the epochs.
    private static func correlation(
        _ key: String, _ known: [(Double, Double)], _ model: Model
    ) -> Correlation? {
        guard key != MetricKey.total else { return nil }
        return Correlation(
            known.compactMap { epoch, value in
                model.history.report(of: Int(epoch))?.metrics[MetricKey.total].map { (value, $0) }
            })
    }
}
