import Terminal
import Workbench

/// The rollout's picture in the making, policy and anchor side by side.
enum NowBox {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let picture = model.snapshot.rollout
        var title = "Now"
        if let picture {
            title += " · sample \(picture.id + 1)"
            if let count = model.run?.samplesPerEpoch { title += " of \(count)" }
        }
        if let view = model.pictureView.summary { title += " · \(view)" }
        let inner = frame.box(rect, title: title).inset(horizontally: 1, vertically: 0)
        guard let picture else {
            frame.putWrapped(
                emptiness(model), in: inner.splitTop(1).rest, style: .muted)
            return
        }
        let below = inner.height >= 16 ? 8 : 4
        let (room, _) = inner.splitBottom(min(below, inner.height / 2))
        let places = PictureBox.row(of: 2, in: room)
        PictureBox.draw(
            picture.policy, model.pictureView, title: [Span("policy", Style(.policy, .bold))],
            reason: "",
            id: "now-policy", into: &frame, in: places[0])
        PictureBox.draw(
            picture.anchor, model.pictureView, title: [Span("anchor", Style(.anchor, .bold))],
            reason: model.settings.isWatching ? "in the other process" : "not known yet",
            id: "now-anchor", into: &frame, in: places[1])
        // Beside large pictures there is room for the table as well.
        let rest = inner.splitTop(places[0].height + (inner.height >= 16 ? 1 : 0)).rest
        let (text, table) = rest.splitTop(rest.height >= 20 ? 9 : rest.height)
        drawText(picture, model, into: &frame, in: text)
        guard table.height >= 6, model.history.lastSampledEpoch != nil else { return }
        frame.put("by prompt, against the anchor", in: table, style: .title)
        PromptTable.draw(
            model, rows: model.promptRows, chosen: nil, into: &frame,
            in: table.splitTop(1).rest)
    }

    private static func emptiness(_ model: Model) -> String {
        let hadPictures = model.history.lastReport != nil && model.phase != .failed
        return hadPictures ? "No picture is in the making." : model.waitingReason.sentence
    }

    private static func drawText(
        _ picture: PictureInProgress, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let (head, rest) = rect.splitTop(2)
        let step = "step \(picture.step)/\(picture.steps)"
        frame.put(
            TextLayout.pad(
                rect.width < 28 ? "x̂0 t=\(picture.timestep)" : "x̂0 at t=\(picture.timestep)",
                to: rect.width < 28 ? 11 : 15) + step, in: head)
        frame.put(
            Bars.progress(
                Double(picture.step) / Double(max(1, picture.steps)), width: min(rect.width, 40)),
            at: Point(head.x, head.y + 1), style: .accent)
        let (prompt, timing) = rest.splitBottom(rest.height >= 5 ? 1 : 0)
        let body = rest.height >= 4 ? prompt.splitTop(1).rest : prompt
        let lines = TextLayout.wrap("“\(picture.prompt)”", width: body.width)
        for (row, line) in lines.prefix(body.height).enumerated() {
            let isCut = row == body.height - 1 && lines.count > body.height
            frame.put(
                isCut ? TextLayout.truncate(line + " …", to: body.width) : line,
                at: Point(body.x, body.y + row), maxWidth: body.width)
        }
        frame.put(timings(model, width: timing.width), in: timing, style: .muted)
    }

    /// The parts of an epoch with their seconds; where there is little room, the longest ones.
    static func timings(_ model: Model, width: Int) -> String {
        let times = model.snapshot.timings
        let total = times[MetricKey.epochTime] ?? 0
        guard total > 0 else { return "" }
        var parts = MetricKey.times.compactMap { key, name in
            times[key].map { (name: name, seconds: $0) }
        }.filter { $0.seconds * 50 >= total }
        while true {
            let texts = parts.map { name, seconds in
                "\(name) \(NumberText.fixed(seconds, decimals: seconds < 2 ? 1 : 0))"
            }
            let text = "\(DurationText.short(total)): " + texts.joined(separator: " ")
            if TextWidth.of(text) + 6 <= width { return "epoch " + text }
            guard TextWidth.of(text) > width, parts.count > 1 else { return text }
            let least = parts.map(\.seconds).min()
            parts.removeAll { $0.seconds == least }
        }
    }
}

extension String {
    /// With a capital at the start and a full stop at the end.
    var sentence: String {
        let text = prefix(1).uppercased() + dropFirst()
        return text.last.map { ".!?…".contains($0) } ?? true ? text : text + "."
    }
}
