import Terminal
import Workbench

/// What changes along the steps, over one axis with one cursor: film, timestep, σ, and
/// log-probability.
enum StepStrip {
    private static let labelWidth = 10
    private static let valueWidth = 20

    /// Lines that the strip takes in a pane of some height.
    static func height(in pane: Int) -> Int {
        filmHeight(pane) + 2 + 2 * barHeight(pane)
    }

    private static func filmHeight(_ pane: Int) -> Int {
        pane >= 40 ? 4 : pane >= 18 ? 2 : 0
    }

    private static func barHeight(_ pane: Int) -> Int { pane >= 30 ? 2 : 1 }

    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let axis = Axis(model, in: rect)
        let bars = rect.height >= 8 ? 2 : 1
        let film = rect.height - 2 - 2 * bars
        let rows = rect.rows([
            .fixed(film), .fixed(1), .fixed(1), .fixed(bars), .fixed(bars),
        ])
        if film > 0 { drawFilm(model, axis, into: &frame, in: rows[0]) }
        drawSlider(model, axis, into: &frame, in: rows[1])
        drawTimesteps(model, axis, into: &frame, in: rows[2])
        drawBars(
            "σ", \.sigmas, model, axis, format: NumberText.short, into: &frame, in: rows[3])
        drawBars(
            "log-prob", \.logProbabilities, model, axis,
            format: { NumberText.fixed($0, decimals: 3) }, into: &frame, in: rows[4])
    }

    static func step(at point: Point, _ model: Model, in rect: Rect) -> Int? {
        let axis = Axis(model, in: rect)
        guard rect.contains(point), point.x >= axis.start, point.x < axis.end else { return nil }
        return axis.step(at: point.x)
    }

    /// Where steps are: each one as many columns wide.
    private struct Axis {
        let start: Int
        let steps: Int
        let width: Int

        init(_ model: Model, in rect: Rect) {
            start = rect.x + labelWidth
            steps = model.trajectorySteps
            width = max(0, rect.width - labelWidth - valueWidth)
        }

        var end: Int { start + width }

        /// Columns from the first to the one after the last.
        func columns(of step: Int) -> Range<Int> {
            let first = start + step * width / steps
            return first..<max(first + 1, start + (step + 1) * width / steps)
        }

        func step(at column: Int) -> Int {
            min(steps - 1, max(0, ((column - start) * steps + steps - 1) / max(1, width)))
        }
    }

    private static func drawFilm(
        _ model: Model, _ axis: Axis, into frame: inout Frame, in rect: Rect
    ) {
        frame.put("film", at: rect.origin, style: .muted)
        guard let frames = model.policyFrames else { return }
        // Every so manieth step, counted from the last, so that pictures do not touch.
        let wanted = rect.height * 2
        var stride = 1
        while stride < axis.steps, stride * axis.width / axis.steps < wanted { stride += 1 }
        let width = min(wanted, max(2, stride * axis.width / axis.steps - 1))
        var step = (axis.steps - 1) % stride
        while step < axis.steps {
            if let picture = frames.picture(step: step, view: model.trajectory.view) {
                let end = axis.columns(of: step).upperBound
                frame.place(
                    Picture(picture),
                    in: Rect(
                        x: max(axis.start, end - width), y: rect.y, width: width,
                        height: rect.height),
                    id: "film-\(step)")
            }
            step += stride
        }
    }

    private static func drawSlider(
        _ model: Model, _ axis: Axis, into frame: inout Frame, in rect: Rect
    ) {
        frame.put("step", at: rect.origin, style: .muted)
        frame.fill(
            Rect(x: axis.start, y: rect.y, width: axis.width, height: 1), with: "─",
            style: .border)
        let columns = axis.columns(of: model.shownStep)
        frame.fill(
            Rect(x: columns.lowerBound, y: rect.y, width: columns.count, height: 1), with: "━",
            style: Style(.accent, .bold))
        if !model.trajectory.isLinked {
            let held = axis.columns(of: min(model.shownAnchorStep, axis.steps - 1))
            frame.put("A", at: Point(held.lowerBound, rect.y), style: Style(.anchor, .bold))
        }
        frame.put(
            "\(model.shownStep + 1)/\(axis.steps)", at: Point(axis.end + 2, rect.y),
            style: .title, maxWidth: valueWidth - 2)
    }

    private static func drawTimesteps(
        _ model: Model, _ axis: Axis, into frame: inout Frame, in rect: Rect
    ) {
        frame.put("t", at: rect.origin, style: .muted)
        guard let timesteps = model.policyFrames?.timesteps, !timesteps.isEmpty else { return }
        var free = axis.start
        for (step, timestep) in timesteps.enumerated() where step < axis.steps {
            let text = String(timestep)
            let x = axis.columns(of: step).lowerBound
            guard x >= free, x + text.count <= axis.end else { continue }
            frame.put(text, at: Point(x, rect.y), style: step == model.shownStep ? .accent : .muted)
            free = x + text.count + 1
        }
        let shown = timesteps[min(model.shownStep, timesteps.count - 1)]
        frame.put("t \(shown)", at: Point(axis.end + 2, rect.y), maxWidth: valueWidth - 2)
    }

    private static func drawBars(
        _ name: String, _ values: KeyPath<TrajectoryFrames, [Double]>, _ model: Model,
        _ axis: Axis, format: (Double) -> String, into frame: inout Frame, in rect: Rect
    ) {
        frame.put(name, at: Point(rect.x, rect.bottom - 1), style: .muted)
        guard let policy = model.policyFrames?[keyPath: values], !policy.isEmpty else { return }
        StepBars.draw(
            policy, chosen: model.shownStep, columns: axis.columns(of:), into: &frame, in: rect)
        let step = min(model.shownStep, policy.count - 1)
        var text = format(policy[step])
        if let anchor = model.anchorFrames?[keyPath: values], !anchor.isEmpty {
            text += "  A " + format(anchor[min(model.shownAnchorStep, anchor.count - 1)])
        }
        frame.put(
            text, at: Point(axis.end + 2, rect.bottom - 1), maxWidth: valueWidth - 2)
    }
}
