extension Chart {
    func drawValueAxis(
        _ axis: Axis, _ ticks: [Double], _ labels: [String], into frame: inout Frame,
        _ layout: ChartLayout
    ) {
        let plot = layout.plot
        let x = plot.x - 1
        frame.fill(Rect(x: x, y: plot.y, width: 1, height: plot.height), with: "│", style: .border)
        var lowestFree = plot.bottom
        for (tick, label) in zip(ticks, labels) {
            guard let position = axis.position(tick), plot.height > 0 else { continue }
            let row = plot.y + Int(((1 - position) * Double(plot.height - 1)).rounded())
            guard row >= plot.y, row < lowestFree else { continue }
            lowestFree = row
            let start = x - TextWidth.of(label)
            frame.put(label, at: Point(start, row), style: .muted)
            frame[x, row] = Cell("┤", style: .border)
        }
    }

    func drawStepAxis(into frame: inout Frame, _ layout: ChartLayout) {
        let plot = layout.plot
        let y = plot.bottom
        frame.fill(Rect(x: plot.x, y: y, width: plot.width, height: 1), with: "─", style: .border)
        frame[plot.x - 1, y] = Cell("└", style: .border)

        let nameWidth = TextWidth.of(stepName)
        let labelsEnd = plot.right - (stepName.isEmpty ? 0 : nameWidth + 1)
        frame.put(stepName, at: Point(plot.right - nameWidth, y + 1), style: .muted)
        let ticks = Ticks.integer(layout.steps, count: max(1, plot.width / 9))
        let step = zip(ticks.dropFirst(), ticks).map { $0 - $1 }.min() ?? 1
        var free = plot.x - 1
        for tick in ticks {
            let x = layout.column(ofStep: tick)
            guard x >= plot.x, x < plot.right else { continue }
            frame[x, y] = Cell("┬", style: .border)
            let label = NumberText.tick(tick, step: step)
            let width = TextWidth.of(label)
            let start = max(plot.x - 1, x - (width - 1) / 2)
            guard start >= free, start + width <= labelsEnd else { continue }
            frame.put(label, at: Point(start, y + 1), style: .muted)
            free = start + width + 1
        }
    }

    /// Names with letters and values: those under the crosshair, else the last ones.
    func drawLegend(
        _ visible: [Visible], into frame: inout Frame, in rect: Rect, _ layout: ChartLayout
    ) {
        var spans: [Span] = []
        if let step = layout.crosshairStep {
            spans.append(Span("\(stepName) \(NumberText.count(step))  ", .accent))
        }
        for item in visible {
            spans.append(
                Span("\(item.series.marker) ", Style(item.series.role, .bold)))
            spans.append(Span("\(item.series.name) ", .text))
            spans += legendValue(item, layout)
            if let gap = layout.gaps.first(where: { $0.name == item.series.name }) {
                let since = NumberText.count(gap.firstStep)
                spans.append(Span("!\(gap.nonFinite) not finite since \(since) ", .alarm))
            }
            spans.append(Span(" ", .text))
        }
        if let refusal = layout.refusal { spans.append(Span(refusal, .warning)) }
        if layout.isLogarithmic { spans.append(Span("log ", .muted)) }
        if smoothing > 0 {
            spans.append(Span("EMA \(NumberText.short(smoothing)) over raw", .muted))
        }
        frame.put(spans, at: rect.origin, maxWidth: rect.width)
    }

    private func legendValue(_ item: Visible, _ layout: ChartLayout) -> [Span] {
        let index: Int?
        if let step = layout.crosshairStep {
            let found = item.series.steps.partitioningIndex { $0 >= step }
            let exists = found < item.series.steps.count && item.series.steps[found] == step
            index = exists ? found : nil
        } else {
            index = item.series.values.lastIndex(where: \.isFinite)
        }
        guard let index else { return [Span("– ", .muted)] }
        var spans = [Span(NumberText.short(item.reported[index]) + " ", .text)]
        if item.smoothed != nil, layout.crosshairStep != nil {
            spans.append(Span("(\(NumberText.short(item.series.values[index]))) ", .muted))
        }
        return spans
    }
}
