import Terminal
import Workbench

/// What changes along the steps, over one axis with one cursor: film, timestep, and what is known
/// of each step.
struct StepStrip {
    private let film: Int
    private let curves: [StepCurve]
    private let curveHeight: Int

    /// - Parameter height: lines of the pane; in little room the film and some curves are left
    ///   out, and in the large view all of them.
    init(_ model: Model, height: Int) {
        guard !model.isZoomed else {
            (film, curves, curveHeight) = (0, [], 1)
            return
        }
        film = height >= 40 ? 4 : height >= 18 ? 2 : 0
        curveHeight = height >= 50 ? 3 : height >= 36 ? 2 : 1
        let probability = model.probabilityCurves
        if height >= 26 {
            curves = model.rewardCurves + probability
        } else if height >= 18 {
            curves = model.rewardCurves + [probability[1]]
        } else {
            curves = [model.keyRewardCurve, probability[1]].compactMap { $0 }
        }
    }

    var hasRatio: Bool { curves.contains { $0.name == "ratio" } }

    /// Lines that it takes.
    var height: Int { film + 2 + curves.count * curveHeight }

    func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let axis = StepAxis(model, in: rect)
        let rows = rect.rows(
            [.fixed(film), .fixed(1), .fixed(1)]
                + curves.map { _ in .fixed(curveHeight) })
        if film > 0 { drawFilm(model, axis, into: &frame, in: rows[0]) }
        drawSlider(model, axis, into: &frame, in: rows[1])
        drawTimesteps(model, axis, into: &frame, in: rows[2])
        let firstEmpty = curves.firstIndex(where: \.isEmpty)
        for (index, row) in rows.dropFirst(3).enumerated() {
            StepCurveRow.draw(
                curves[index], model, axis, isFirstEmpty: index == firstEmpty, into: &frame,
                in: row)
        }
    }

    func step(at point: Point, _ model: Model, in rect: Rect) -> Int? {
        let axis = StepAxis(model, in: rect)
        guard rect.contains(point), point.x >= axis.start, point.x < axis.end else { return nil }
        return axis.step(at: point.x)
    }

    private func drawFilm(
        _ model: Model, _ axis: StepAxis, into frame: inout Frame, in rect: Rect
    ) {
        frame.put("film", at: rect.origin, style: .muted)
        guard let frames = model.policyFrames else { return }
        // Every so manieth step, counted from the last, so that pictures do not touch.
        let wanted = rect.height * 2
        var stride = 1
        while stride < axis.steps, stride * axis.width / axis.steps < wanted { stride += 1 }
        var view = PictureView.whole
        view.window = model.pictureView.window
        let width = min(wanted, max(2, stride * axis.width / axis.steps - 1))
        var step = (axis.steps - 1) % stride
        while step < axis.steps {
            if let picture = frames.picture(step: step, view: model.trajectory.view) {
                frame.place(
                    Picture(picture),
                    in: Rect(
                        x: axis.start(of: width, at: step), y: rect.y, width: width,
                        height: rect.height),
                    id: "film-\(step)", view: view)
            }
            step += stride
        }
    }

    private func drawSlider(
        _ model: Model, _ axis: StepAxis, into frame: inout Frame, in rect: Rect
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
            let held = axis.columns(of: min(model.shownPartnerStep, axis.steps - 1))
            let partner = model.trajectory.partner
            frame.put(
                partner.letter, at: Point(held.lowerBound, rect.y), style: partner.style.bold)
        }
        frame.put(
            "\(model.shownStep + 1)/\(axis.steps)", at: Point(axis.end + 2, rect.y),
            style: .title, maxWidth: StepAxis.valueWidth - 2)
    }

    private func drawTimesteps(
        _ model: Model, _ axis: StepAxis, into frame: inout Frame, in rect: Rect
    ) {
        frame.put("t", at: rect.origin, style: .muted)
        guard let timesteps = model.policyFrames?.timesteps, !timesteps.isEmpty else { return }
        // The first may begin under the names of the rows, which are short here.
        var free = axis.start - 2
        for (step, timestep) in timesteps.enumerated() where step < axis.steps {
            let text = String(timestep)
            let x = axis.start(of: text.count, at: step)
            guard x >= free, x + text.count <= axis.end + 1 else { continue }
            frame.put(text, at: Point(x, rect.y), style: step == model.shownStep ? .accent : .muted)
            free = x + text.count + 1
        }
        frame.put(
            text(of: min(model.shownStep, timesteps.count - 1), timesteps, model),
            at: Point(axis.end + 2, rect.y), maxWidth: StepAxis.valueWidth - 2)
    }

    /// With σ where it has no line of its own.
    private func text(of step: Int, _ timesteps: [Int], _ model: Model) -> String {
        let timestep = "t \(timesteps[step])"
        guard !curves.contains(where: { $0.name == "σ" }),
            let sigmas = model.policyFrames?.sigmas, sigmas.indices.contains(step)
        else { return timestep }
        return "\(timestep)  σ \(NumberText.fixed(sigmas[step], decimals: 3))"
    }
}
