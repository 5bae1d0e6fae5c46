import Terminal

/// One number over the steps: bars where there is a single line for it, curves of both walks where
/// there are more.
enum StepCurveRow {
    /// - Parameter isFirstEmpty: the reason for an empty row is said once.
    static func draw(
        _ curve: StepCurve, _ model: Model, _ axis: StepAxis, isFirstEmpty: Bool,
        into frame: inout Frame, in rect: Rect
    ) {
        let line = rect.bottom - 1
        frame.put(
            TextLayout.truncate(curve.name, to: StepAxis.labelWidth - 1),
            at: Point(rect.x, line), style: Style(curve.role))
        let plot = Rect(x: axis.start, y: rect.y, width: axis.width, height: rect.height)
        guard !curve.isEmpty else {
            frame.put(
                TextLayout.truncate(
                    isFirstEmpty ? curve.absence.sentence : "Likewise.",
                    to: plot.width + StepAxis.valueWidth),
                at: Point(plot.x, line), style: .muted)
            return
        }
        if rect.height == 1 {
            StepBars.draw(
                curve.policy, role: curve.role, chosen: model.shownStep,
                columns: axis.columns(of:), into: &frame, in: rect)
        } else {
            drawCurves(curve, model, axis, into: &frame, in: plot)
        }
        drawValues(curve, model, into: &frame, at: Point(axis.end + 2, line))
    }

    /// What is not known leaves no gap: the line goes on to the next number.
    private static func drawCurves(
        _ curve: StepCurve, _ model: Model, _ axis: StepAxis, into frame: inout Frame,
        in rect: Rect
    ) {
        let partner = model.trajectory.partner
        let series = [
            Self.series(partner.letter, partner.role, curve.partner),
            Self.series("P", curve.role, curve.policy),
        ].filter { !$0.steps.isEmpty }
        Chart(
            series, window: -0.5...Double(axis.steps) - 0.5,
            crosshair: Double(model.shownStep), reference: curve.reference, showsLegend: false
        ).draw(into: &frame, in: rect)
    }

    private static func series(_ name: String, _ role: Role, _ values: [Double]) -> Series {
        let known = values.indices.filter { values[$0].isFinite }
        return Series(
            name, role: role, steps: known.map(Double.init), values: known.map { values[$0] })
    }

    private static func drawValues(
        _ curve: StepCurve, _ model: Model, into frame: inout Frame, at point: Point
    ) {
        var spans = [Span(text(curve.policy, model.shownStep, curve), .text)]
        if !curve.partner.isEmpty {
            let partner = model.trajectory.partner
            spans.append(Span("  \(partner.letter) ", partner.style))
            spans.append(Span(text(curve.partner, model.shownPartnerStep, curve), .text))
        }
        frame.put(spans, at: point, maxWidth: StepAxis.valueWidth - 2)
    }

    private static func text(_ values: [Double], _ step: Int, _ curve: StepCurve) -> String {
        guard values.indices.contains(step), values[step].isFinite else { return "–" }
        return NumberText.fixed(values[step], decimals: curve.decimals)
    }
}
