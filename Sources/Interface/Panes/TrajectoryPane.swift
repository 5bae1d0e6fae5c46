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
        layout.steps.draw(model, into: &frame, in: layout.strip)
        drawNumbers(
            sample, model, ratio: layout.steps.hasRatio ? nil : ratio(model), into: &frame,
            in: layout.numbers)
    }

    /// The step at a place of the strip.
    static func step(at point: Point, in model: Model) -> Int? {
        let inner = ScreenLayout(size: model.size).body.inset(by: 1)
            .inset(horizontally: 1, vertically: 0)
        guard model.shownSample != nil else { return nil }
        let layout = Layout(inner, model)
        return layout.steps.step(at: point, model, in: layout.strip)
    }

    private static func title(_ model: Model) -> String {
        var parts = ["Trajectory"]
        if let sample = model.shownSample {
            let newest = model.trajectory.epoch == nil ? " (newest)" : ""
            parts.append("epoch \(sample.epoch)\(newest)")
            parts.append("sample \(sample.index + 1)")
            if let view = model.pictureView.summary { parts.append(view) }
            parts.append("“\(sample.prompt)”")
        }
        return parts.joined(separator: " · ")
    }

    /// Pictures above, the strip of steps below them, numbers last.
    private struct Layout {
        let pictures: Rect
        let steps: StepStrip
        let strip: Rect
        let numbers: Rect

        init(_ inner: Rect, _ model: Model) {
            let (upper, numbers) = inner.splitBottom(inner.height >= 14 ? 2 : 1)
            steps = StepStrip(model, height: inner.height)
            let (pictures, below) = upper.splitBottom(steps.height)
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
        let partner = model.picture(
            of: model.partnerFrames, path: model.partnerPath, step: model.shownPartnerStep)
        let isWide = (rect.width - 4) / 3 >= min((rect.height - 1) * 2, 16)
        let places = PictureBox.row(of: isWide ? 3 : 2, in: rect, spacing: isWide ? 3 : 2)
        drawPolicy(policy?.picture, sample, model, into: &frame, in: places[0])
        PictureBox.draw(
            partner?.picture, model.pictureView, title: partnerTitle(model),
            reason: partnerReason(sample, model),
            id: "trajectory-partner", into: &frame, in: places[1])
        guard isWide else { return }
        // Pictures of one kind are compared, or the decoder's sharpness would be the difference.
        let difference = difference(sample, model, policy: policy, partner: partner)
        // Its middle grey has a meaning of its own.
        var view = model.pictureView
        view.window = .full
        PictureBox.draw(
            difference, view, title: [Span("difference ×2", .title)],
            reason: "needs both pictures", id: "trajectory-difference", into: &frame,
            in: places[2])
    }

    /// With the attention to the chosen word over it, where that is shown.
    private static func drawPolicy(
        _ picture: GreyPicture?, _ sample: SampleRecord, _ model: Model,
        into frame: inout Frame, in rect: Rect
    ) {
        var title = [Span("policy", Style(.policy, .bold)), Span(" \(view(model))", .text)]
        var view = model.pictureView
        var shown = picture.map { Picture($0) }
        if let map = model.shownAttentionMap, let picture {
            title.append(Span(" \(map.label)", Style(.accent, .bold)))
            shown = Picture(
                HeatMap.picture(picture, weights: map.picture, window: view.window))
            view.window = .full
        }
        PictureBox.draw(
            shown: shown, view, title: title, reason: reason(sample.trajectory, model),
            id: "trajectory-policy", into: &frame, in: rect)
    }

    private static func difference(
        _ sample: SampleRecord, _ model: Model, policy: (picture: GreyPicture, isDecoded: Bool)?,
        partner: (picture: GreyPicture, isDecoded: Bool)?
    ) -> GreyPicture? {
        guard let policy, let partner else { return nil }
        if policy.isDecoded == partner.isDecoded {
            return PictureDifference.picture(policy.picture, partner.picture)
        }
        let view = model.trajectory.view
        guard let one = model.policyFrames?.picture(step: model.shownStep, view: view),
            let other = model.partnerFrames?.picture(step: model.shownPartnerStep, view: view)
        else { return nil }
        return PictureDifference.picture(one, other)
    }

    private static func view(_ model: Model) -> String {
        model.trajectory.view == .predictedOriginal ? "x̂0" : "x_t"
    }

    private static func partnerTitle(_ model: Model) -> [Span] {
        let partner = model.trajectory.partner
        var spans: [Span]
        switch partner {
        case .anchor, .anchorOfSameNoise:
            spans = [Span("anchor", partner.style.bold), Span(" \(view(model))", .text)]
        case .policyOfToday:
            let result = model.trajectory.regenerations.made(model.partnerRequest)
            let epoch = result.map { " after epoch \($0.trainedEpochs)" } ?? ""
            spans = [
                Span("today", partner.style.bold), Span(" \(view(model))", .text),
                Span(epoch, .muted),
            ]
        }
        if partner == .anchorOfSameNoise { spans.append(Span(" same noise", .muted)) }
        if !model.trajectory.isLinked {
            spans.append(Span(" held at \(model.shownPartnerStep + 1)", .muted))
        }
        return spans
    }

    private static func partnerReason(_ sample: SampleRecord, _ model: Model) -> String {
        guard let request = model.partnerRequest else {
            return reason(sample.anchorTrajectory, model)
        }
        switch model.trajectory.regenerations[request] {
        case .made(let result): return reason(result.trajectory, model)
        case .failed(let reason): return reason
        case nil: break
        }
        guard model.trajectory.regenerations.asked == request else {
            return "asked for as soon as the keys rest"
        }
        return "being made: step \(model.snapshot.regeneratedSteps) of \(model.trajectorySteps)"
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
        _ sample: SampleRecord, _ model: Model, ratio: String?, into frame: inout Frame,
        in rect: Rect
    ) {
        if model.trajectory.attention.isOn {
            AttentionLine.draw(model, into: &frame, in: rect.splitBottom(1).bottom)
            if rect.height == 1 { return }
        }
        let long = scores(sample, model, isShort: false)
        let width = long.reduce(0) { $0 + TextWidth.of($1.text) }
        frame.put(
            width <= rect.width ? long : scores(sample, model, isShort: true), at: rect.origin,
            maxWidth: rect.width)
        guard rect.height > 1, !model.trajectory.attention.isOn else { return }
        let policy = model.picture(
            of: model.policyFrames, path: sample.trajectory, step: model.shownStep)
        let state = [
            ratio,
            policy.map { $0.isDecoded ? "by the decoder" : "linear preview" },
            model.pictures.rawValue,
            model.trajectory.decodeRefusal.map { "no decoder: \($0)" },
            model.trajectory.isLinked ? "linked" : "\(model.trajectory.partner.letter) held",
            "seed \(sample.seed)",
            "advantage \(NumberText.signed(sample.advantage))",
            model.trajectory.isPlaying ? "playing" : nil,
        ].compactMap { $0 }
        frame.put(
            TextLayout.truncate(state.joined(separator: " · "), to: rect.width),
            at: Point(rect.x, rect.y + 1), style: .muted)
    }

    /// The ratio to the anchor at the cursor.
    private static func ratio(_ model: Model) -> String? {
        guard let curve = model.probabilityCurves.last, !curve.isEmpty,
            curve.policy.indices.contains(model.shownStep)
        else { return nil }
        let value = curve.policy[model.shownStep]
        return "ratio "
            + (value.isNaN ? "–" : NumberText.fixed(value, decimals: curve.decimals))
    }

    /// Each reward's score and its difference from the anchor; letters where names do not fit.
    private static func scores(
        _ sample: SampleRecord, _ model: Model, isShort: Bool
    ) -> [Span] {
        var spans = [
            Span(sample.gain == nil ? "total " : "total Δ ", .muted),
            Span(NumberText.signed(sample.gain ?? sample.total), .text),
        ]
        for (reward, letter) in zip(model.run?.rewards ?? [], model.rewardLetters) {
            guard let score = sample.scores[reward.name] else { continue }
            spans.append(Span(isShort ? "  \(letter) " : "   \(reward.label) ", .muted))
            spans.append(Span(NumberText.fixed(score, decimals: 2) + " ", .text))
            if let anchor = sample.anchorScores[reward.name] {
                spans += Comparison.spans(score - anchor)
            }
        }
        return spans
    }
}
