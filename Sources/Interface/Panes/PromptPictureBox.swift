import Images
import Terminal
import Workbench

/// Policy and anchor for the chosen text from the same noise, while they are made and after.
enum PromptPictureBox {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model)).inset(horizontally: 1, vertically: 0)
        guard model.showsRequestedPicture else {
            drawKept(model, into: &frame, in: inner)
            return
        }
        let picture = model.prompts.picture
        switch picture.state {
        case .none: break
        case .failed(let reason):
            frame.putWrapped(reason.sentence, in: inner, style: .warning)
        case .requested(let request):
            drawProgress(request, model, into: &frame, in: inner)
        case .finished(let result):
            drawPair(result.policy, result.anchor, model.pictureView, into: &frame, in: inner) {
                rect in
                scores(result, model, in: rect)
            }
        }
    }

    /// The newest picture that training made of the prompt, where one was kept.
    private static func drawKept(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let hint =
            (model.disabledReason(.draw)
            ?? "press \(model.keyName(.draw, in: .prompts)) for a picture by policy and anchor")
            .sentence
        guard let sample = model.keptSample, let path = sample.picture,
            let picture = model.prompts.kept[path]
        else {
            frame.putWrapped(hint, in: rect, style: .muted)
            return
        }
        let (upper, lower) = rect.splitBottom(1)
        let place = PictureBox.row(of: 2, in: upper)[0]
        PictureBox.draw(
            picture, model.pictureView, title: [Span("policy", Style(.policy, .bold))], reason: "",
            id: "prompt-policy", into: &frame, in: place)
        let side = Rect(
            x: place.right + 2, y: place.y + 1, width: upper.right - place.right - 2,
            height: place.height - 1)
        frame.putWrapped(
            "From epoch \(sample.epoch), sample \(sample.index + 1), total "
                + (sample.gain.map { NumberText.signed($0) + " against the anchor" }
                    ?? NumberText.signed(sample.total)) + ".", in: side)
        frame.put(TextLayout.truncate(hint, to: lower.width), in: lower, style: .muted)
    }

    private static func title(_ model: Model) -> String {
        let view = [model.pictureView.summary].compactMap { $0 }
        guard model.showsRequestedPicture else {
            return (["Picture"] + view).joined(separator: " · ")
        }
        var parts = ["Picture"] + view + ["seed \(model.prompts.picture.seed)"]
        if let shown = model.prompts.picture.shownPrompt, shown != model.promptText {
            parts.append("of “\(shown.replacingBreaks)”")
        }
        return parts.joined(separator: " · ")
    }

    private static func drawProgress(
        _ request: SampleRequest, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        guard let progress = model.snapshot.sample, progress.id == request.id else {
            frame.putWrapped(
                "Waiting for a gap in training.", in: rect, style: .muted)
            return
        }
        drawPair(progress.policy, progress.anchor, model.pictureView, into: &frame, in: rect) {
            rect in
            [
                [Span("step \(progress.step)/\(progress.steps)   t=\(progress.timestep)", .text)],
                [
                    Span(
                        Bars.progress(
                            Double(progress.step) / Double(max(1, progress.steps)),
                            width: min(rect.width, 40)), .accent)
                ],
            ]
        }
    }

    /// Pictures on the left, text beside them where there is room, else below.
    private static func drawPair(
        _ policy: GreyPicture, _ anchor: GreyPicture?, _ view: PictureView,
        into frame: inout Frame, in rect: Rect,
        text: (Rect) -> [[Span]]
    ) {
        let isWide = rect.width - 2 * (rect.height - 1) * 2 - 4 >= 24
        let below = isWide ? 0 : min(2, rect.height / 4)
        let (upper, lower) = rect.splitBottom(below)
        let places = PictureBox.row(of: 2, in: upper)
        PictureBox.draw(
            policy, view, title: [Span("policy", Style(.policy, .bold))], reason: "",
            id: "prompt-policy", into: &frame, in: places[0])
        PictureBox.draw(
            anchor, view, title: [Span("anchor", Style(.anchor, .bold))], reason: "follows",
            id: "prompt-anchor", into: &frame, in: places[1])
        let right = places[1].right + 3
        let side = Rect(
            x: right, y: rect.y + 1, width: rect.right - right, height: rect.height - 1)
        let under = Rect(
            x: lower.x, y: min(lower.y, places[0].bottom), width: lower.width,
            height: lower.height)
        let area = isWide ? side : under
        for (row, spans) in text(area).prefix(area.height).enumerated() {
            frame.put(spans, at: Point(area.x, area.y + row), maxWidth: area.width)
        }
    }

    /// Beside the pictures each score has a line; below them they share one, by their letters
    /// where their names need more room than there is.
    private static func scores(_ result: SampleResult, _ model: Model, in rect: Rect) -> [[Span]] {
        let labels = (model.run?.rewards ?? []).map(\.label)
        let lines = scores(result, model, names: labels.map { TextLayout.pad($0, to: 11) }, pad: 6)
        guard rect.height < lines.count else { return lines }
        let named = joined(scores(result, model, names: labels, pad: 0))
        let width = named.reduce(0) { $0 + TextWidth.of($1.text) }
        guard width > rect.width else { return [named] }
        return [joined(scores(result, model, names: model.rewardLetters, pad: 0))]
    }

    private static func joined(_ parts: [[Span]]) -> [Span] {
        Array(parts.joined(separator: [Span("  ", .text)]))
    }

    /// Of each reward the name, the policy's score and its difference from the anchor's.
    ///
    /// - Parameter pad: cells that a score takes at least.
    private static func scores(
        _ result: SampleResult, _ model: Model, names: [String], pad: Int
    ) -> [[Span]] {
        zip(model.run?.rewards ?? [], names).compactMap { reward, name in
            guard let policy = result.policyScores[reward.name] else { return nil }
            let anchor = result.anchorScores[reward.name] ?? .nan
            let score = NumberText.fixed(policy, decimals: 2)
            return [
                Span(name + " ", .muted),
                Span(TextLayout.pad(score, to: pad, right: true) + " ", .text),
            ] + Comparison.spans(policy - anchor)
        }
    }
}
