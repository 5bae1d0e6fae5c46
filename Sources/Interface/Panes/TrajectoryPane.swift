import Images
import Terminal
import Workbench

/// Steps through the denoising of a sample, policy and anchor side by side.
enum TrajectoryPane {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model), focused: true)
            .inset(horizontally: 1, vertically: 0)
        guard let sample = model.shownSample else {
            let reason =
                model.history.isEmpty
                ? model.waitingReason : "No sample of this epoch has a stored trajectory"
            frame.putWrapped(reason.sentence, in: inner, style: .muted)
            return
        }
        let layout = Layout(inner, model)
        drawPictures(sample, model, into: &frame, in: layout.pictures)
        StepStrip.draw(model, into: &frame, in: layout.strip)
        drawNumbers(sample, model, into: &frame, in: layout.numbers)
    }

    /// The step at a place of the strip.
    static func step(at point: Point, in model: Model) -> Int? {
        let inner = ScreenLayout(size: model.size).body.inset(by: 1)
            .inset(horizontally: 1, vertically: 0)
        guard model.shownSample != nil else { return nil }
        return StepStrip.step(at: point, model, in: Layout(inner, model).strip)
    }

    private static func title(_ model: Model) -> String {
        var parts = ["Trajectory"]
        if let sample = model.shownSample {
            let newest = model.trajectory.epoch == nil ? " (newest)" : ""
            parts.append("epoch \(sample.epoch)\(newest)")
            parts.append("sample \(sample.index + 1)")
            parts.append("“\(sample.prompt)”")
        }
        return parts.joined(separator: " · ")
    }

    /// Pictures above, the strip of steps below them, numbers last.
    private struct Layout {
        let pictures: Rect
        let strip: Rect
        let numbers: Rect

        init(_ inner: Rect, _ model: Model) {
            let (upper, numbers) = inner.splitBottom(inner.height >= 14 ? 2 : 1)
            let strip = StepStrip.height(in: inner.height)
            let (pictures, below) = upper.splitBottom(strip)
            self.pictures =
                inner.height >= 24 ? pictures.splitBottom(1).rest : pictures
            self.strip = below
            self.numbers = numbers
        }
    }

    // MARK: Pictures

    private static func drawPictures(
        _ sample: SampleRecord, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let policy = model.picture(
            of: model.policyFrames, path: sample.trajectory, step: model.shownStep)
        let anchor = model.picture(
            of: model.anchorFrames, path: sample.anchorTrajectory, step: model.shownAnchorStep)
        let isWide = (rect.width - 4) / 3 >= min((rect.height - 1) * 2, 16)
        let places = PictureBox.row(of: isWide ? 3 : 2, in: rect, spacing: isWide ? 3 : 2)
        let view = model.trajectory.view == .predictedOriginal ? "x̂0" : "x_t"
        PictureBox.draw(
            policy?.picture,
            title: title("policy", view, .policy, step: nil),
            reason: reason(sample.trajectory, model), id: "trajectory-policy", into: &frame,
            in: places[0])
        let held = model.trajectory.isLinked ? nil : model.shownAnchorStep
        PictureBox.draw(
            anchor?.picture,
            title: title("anchor", view, .anchor, step: held),
            reason: reason(sample.anchorTrajectory, model), id: "trajectory-anchor", into: &frame,
            in: places[1])
        guard isWide else { return }
        // Pictures of one kind are compared, or the decoder's sharpness would be the difference.
        let difference = difference(sample, model, policy: policy, anchor: anchor)
        PictureBox.draw(
            difference, title: [Span("difference ×2", .title)],
            reason: "needs both pictures", id: "trajectory-difference", into: &frame,
            in: places[2])
    }

    private static func difference(
        _ sample: SampleRecord, _ model: Model, policy: (picture: GreyPicture, isDecoded: Bool)?,
        anchor: (picture: GreyPicture, isDecoded: Bool)?
    ) -> GreyPicture? {
        guard let policy, let anchor else { return nil }
        if policy.isDecoded == anchor.isDecoded {
            return PictureDifference.picture(policy.picture, anchor.picture)
        }
        let view = model.trajectory.view
        guard let one = model.policyFrames?.picture(step: model.shownStep, view: view),
            let other = model.anchorFrames?.picture(step: model.shownAnchorStep, view: view)
        else { return nil }
        return PictureDifference.picture(one, other)
    }

    private static func title(
        _ name: String, _ view: String, _ style: Style, step: Int?
    ) -> [Span] {
        var spans = [Span(name, style.bold), Span(" \(view)", .text)]
        if let step { spans.append(Span(" held at \(step + 1)", .muted)) }
        return spans
    }

    private static func reason(_ path: String?, _ model: Model) -> String {
        guard let path else { return "its trajectory was not kept" }
        switch model.trajectory.store[path] {
        case .failed(let reason): return reason
        case .loading, nil: return "being read"
        case .ready: return "it has no steps"
        }
    }

    // MARK: Numbers

    private static func drawNumbers(
        _ sample: SampleRecord, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let long = scores(sample, model, isShort: false)
        let width = long.reduce(0) { $0 + TextWidth.of($1.text) }
        frame.put(
            width <= rect.width ? long : scores(sample, model, isShort: true), at: rect.origin,
            maxWidth: rect.width)
        guard rect.height > 1 else { return }
        let policy = model.picture(
            of: model.policyFrames, path: sample.trajectory, step: model.shownStep)
        let state = [
            policy.map { $0.isDecoded ? "by the decoder" : "linear preview" },
            model.trajectory.decodeRefusal.map { "no decoder: \($0)" },
            model.trajectory.isLinked ? "linked with anchor" : "anchor held",
            "seed \(sample.seed)",
            "advantage \(NumberText.signed(sample.advantage))",
            model.pictures.rawValue,
            model.trajectory.isPlaying ? "playing" : nil,
        ].compactMap { $0 }
        frame.put(
            TextLayout.truncate(state.joined(separator: " · "), to: rect.width),
            at: Point(rect.x, rect.y + 1), style: .muted)
    }

    /// Each reward's score and its difference from the anchor; letters where names do not fit.
    private static func scores(
        _ sample: SampleRecord, _ model: Model, isShort: Bool
    ) -> [Span] {
        var spans = [
            Span(sample.gain == nil ? "total " : "total Δ ", .muted),
            Span(NumberText.signed(sample.gain ?? sample.total), .text),
        ]
        for name in model.rewardNames {
            guard let score = sample.scores[name] else { continue }
            spans.append(
                Span(isShort ? "  \(name.prefix(1).uppercased()) " : "   \(name) ", .muted))
            spans.append(Span(NumberText.fixed(score, decimals: 2) + " ", .text))
            if let anchor = sample.anchorScores[name] {
                spans += Comparison.spans(score - anchor)
            }
        }
        return spans
    }
}
