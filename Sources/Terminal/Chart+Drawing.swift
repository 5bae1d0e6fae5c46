extension Chart {
    /// Draws into the rectangle and says where things are.
    ///
    /// Small rectangles lose the legend first, then the axes; nothing is drawn outside.
    @discardableResult
    public func draw(into frame: inout Frame, in rect: Rect) -> ChartLayout {
        let rect = rect.intersection(frame.bounds)
        guard let steps = shownSteps else { return drawEmpty(into: &frame, in: rect) }
        let visible = visible(in: steps)
        guard let (axis, refusal) = axis(for: visible, in: steps) else {
            var layout = drawEmpty(into: &frame, in: rect)
            layout.gaps = gaps(visible)
            return layout
        }
        let hasLegend = showsLegend && rect.height >= 4
        let hasAxes = rect.height >= 5 && rect.width >= 16
        let (legend, body) = rect.splitTop(hasLegend ? 1 : 0)
        let (upper, _) = body.splitBottom(hasAxes ? 2 : 0)

        let ticks = axis.ticks(count: max(2, (upper.height + 1) / 3))
        let labels = axis.labels(for: ticks)
        let gutter = hasAxes ? (labels.map(TextWidth.of).max() ?? 0) + 1 : 0
        let plot = upper.splitLeft(gutter).rest
        var layout = ChartLayout(
            plot: plot, steps: steps, values: axis.range, isLogarithmic: axis.isLogarithmic,
            refusal: refusal, crosshairStep: snappedCrosshair(visible), gaps: gaps(visible))
        if let step = layout.crosshairStep, !steps.contains(step) { layout.crosshairStep = nil }

        if hasAxes {
            drawValueAxis(axis, ticks, labels, into: &frame, layout)
            drawStepAxis(into: &frame, layout)
        }
        drawReference(axis, into: &frame, layout)
        drawCrosshair(into: &frame, layout)
        drawCurves(visible, axis, into: &frame, layout)
        if hasLegend { drawLegend(visible, into: &frame, in: legend, layout) }
        return layout
    }

    private func drawEmpty(into frame: inout Frame, in rect: Rect) -> ChartLayout {
        let middle = Rect(x: rect.x, y: rect.y + rect.height / 2, width: rect.width, height: 1)
        frame.put(emptyText, in: middle, aligned: .centre, style: .muted)
        return ChartLayout(
            plot: rect, steps: 0...0, values: 0...0, isLogarithmic: false, gaps: [])
    }

    private func gaps(_ visible: [Visible]) -> [ChartLayout.Gap] {
        visible.compactMap { item in
            let missing = zip(item.steps, item.values).filter { !$0.1.isFinite }
            guard let first = missing.first else { return nil }
            return ChartLayout.Gap(
                name: item.series.name, nonFinite: missing.count, firstStep: first.0)
        }
    }

    // MARK: Curves

    private func drawCurves(
        _ visible: [Visible], _ axis: Axis, into frame: inout Frame, _ layout: ChartLayout
    ) {
        guard !layout.plot.isEmpty else { return }
        var canvas = PlotCanvas(rect: layout.plot, glyphs: glyphs)
        for item in visible where item.smoothed != nil {
            drawCurve(item.values, of: item, Style(.raw), axis, layout, on: &canvas)
        }
        var ends: [(column: Int, row: Int, series: Series)] = []
        var points: [(column: Int, row: Int, series: Series)] = []
        for item in visible {
            let values = item.smoothed.map { $0[item.range] } ?? item.values
            let style = Style(item.series.role, .bold)
            let end = drawCurve(values, of: item, style, axis, layout, on: &canvas)
            if let end { ends.append((end.x, end.y, item.series)) }
            if let end, values.count(where: \.isFinite) == 1 {
                points.append((end.x, end.y, item.series))
            }
        }
        canvas.draw(into: &frame)
        // A single value is no curve, and a dot of a cell is easily missed.
        for point in points {
            let place = cell(of: point.column, point.row, layout)
            guard layout.plot.contains(place) else { continue }
            frame[place] = Cell("●", style: Style(point.series.role, .bold))
        }
        if visible.count > 1 { drawMarkers(ends, into: &frame, layout) }
        drawGapMarkers(visible, axis, into: &frame, layout)
    }

    /// The dot at which the curve ends.
    @discardableResult
    private func drawCurve(
        _ values: ArraySlice<Double>, of item: Visible, _ style: Style, _ axis: Axis,
        _ layout: ChartLayout, on canvas: inout PlotCanvas
    ) -> (x: Int, y: Int)? {
        let span = layout.steps.upperBound - layout.steps.lowerBound
        let columns = Double(canvas.width - 1)
        let rows = Double(canvas.height - 1)
        let summaries = ColumnSummary.summarise(
            steps: item.steps, values: values,
            column: { step in
                guard span > 0 else { return canvas.width / 2 }
                let share = (step - layout.steps.lowerBound) / span
                return Int((min(1e3, max(-1e3, share)) * columns).rounded())
            },
            position: axis.position)
        let row = { (position: Double) in
            Int(((1 - min(1e3, max(-1e3, position))) * rows).rounded())
        }
        var previous: (x: Int, y: Int)?
        for summary in summaries {
            let start = (x: summary.column, y: row(summary.first))
            if let previous, !summary.isAfterGap {
                canvas.line(from: previous, to: start, style)
            }
            let (top, bottom) = (row(summary.maximum), row(summary.minimum))
            canvas.vertical(summary.column, from: top, to: bottom, style)
            previous = (summary.column, row(summary.last))
        }
        return previous
    }

    /// Letters at the ends of curves; where two would cover each other the later one moves left.
    private func drawMarkers(
        _ ends: [(column: Int, row: Int, series: Series)], into frame: inout Frame,
        _ layout: ChartLayout
    ) {
        var taken: Set<Point> = []
        for end in ends {
            var point = cell(of: end.column, end.row, layout)
            while taken.contains(point), point.x > layout.plot.x { point.x -= 1 }
            guard layout.plot.contains(point), taken.insert(point).inserted else { continue }
            frame[point] = Cell(end.series.marker, style: Style(end.series.role, .bold))
        }
    }

    /// The cell of a dot.
    private func cell(of column: Int, _ row: Int, _ layout: ChartLayout) -> Point {
        Point(
            min(layout.plot.x + column / glyphs.dotsAcross, layout.plot.right - 1),
            layout.plot.y + row / glyphs.dotsDown)
    }

    private func drawReference(_ axis: Axis, into frame: inout Frame, _ layout: ChartLayout) {
        guard let position = reference.flatMap(axis.position), (0...1).contains(position),
            !layout.plot.isEmpty
        else { return }
        let plot = layout.plot
        let row = plot.y + Int(((1 - position) * Double(plot.height - 1)).rounded())
        frame.fill(
            Rect(x: plot.x, y: row, width: plot.width, height: 1), with: "╌", style: .border)
    }

    /// An exclamation mark on the lowest row under every step whose value is not finite.
    private func drawGapMarkers(
        _ visible: [Visible], _ axis: Axis, into frame: inout Frame, _ layout: ChartLayout
    ) {
        for item in visible {
            for (step, value) in zip(item.steps, item.values)
            where !value.isFinite && layout.steps.contains(step) {
                let point = Point(layout.column(ofStep: step), layout.plot.bottom - 1)
                frame[point] = Cell("!", style: .alarm)
            }
        }
    }

    private func drawCrosshair(into frame: inout Frame, _ layout: ChartLayout) {
        guard let step = layout.crosshairStep, !layout.plot.isEmpty else { return }
        let x = layout.column(ofStep: step)
        let line = Rect(x: x, y: layout.plot.y, width: 1, height: layout.plot.height)
        frame.fill(line, with: "│", style: Style(.crosshair))
    }
}
