import Images
import Terminal
import Workbench

/// Two pictures of the same prompt to choose between, in place of the pane; who made them is
/// hidden until then.
enum JudgingWindow {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model), focused: true)
            .inset(horizontally: 1, vertically: 0)
        guard let pair = model.judging.pair else {
            frame.putWrapped(model.pairAbsence.sentence, in: inner, style: .muted)
            return
        }
        let (head, body) = inner.splitTop(inner.height >= 16 ? 3 : 1)
        drawPrompt(pair.prompt, into: &frame, in: head)
        let (pictures, side) = body.splitRight(sideWidth(inner.width))
        drawPictures(pair, model, into: &frame, in: pictures)
        let panel = side.inset(horizontally: 1, vertically: 0)
        if let judgement = model.judging.judgement {
            AgreementTable.draw(judgement, model, into: &frame, in: panel)
        } else {
            drawQuestion(model, into: &frame, in: panel)
        }
    }

    /// Wide enough for names and intervals where pictures have room beside it.
    private static func sideWidth(_ width: Int) -> Int {
        width >= 150 ? 56 : width >= 94 ? 42 : 27
    }

    private static func title(_ model: Model) -> String {
        let count = model.history.judgements.count
        var parts = ["Judge pairs", count == 1 ? "1 judged" : "\(count) judged"]
        switch model.judging.opponent {
        case .anchor: parts.append("policy and anchor")
        case .earlier: parts.append("policy, newest and first epoch")
        }
        if let view = model.pictureView.summary { parts.append(view) }
        return parts.joined(separator: " · ")
    }

    private static func drawPrompt(_ prompt: String, into frame: inout Frame, in rect: Rect) {
        let room = max(1, rect.height - 1)
        var lines = TextLayout.wrap("“\(prompt)”", width: rect.width)
        if lines.count > room {
            lines = Array(lines.prefix(room))
            lines[room - 1] = TextLayout.truncate(lines[room - 1] + "…", to: rect.width)
        }
        for (row, line) in lines.enumerated() {
            frame.put(line, at: Point(rect.x, rect.y + row), style: .accent, maxWidth: rect.width)
        }
    }

    private static func drawPictures(
        _ pair: JudgedPair, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let places = PictureBox.row(of: 2, in: rect)
        let sides: [(JudgedPicture, PairJudgement.Choice, String)] = [
            (pair.left, .left, "left"), (pair.right, .right, "right"),
        ]
        for ((picture, side, name), place) in zip(sides, places) {
            PictureBox.draw(
                model.prompts.kept[picture.path], model.pictureView,
                title: title(picture, side, name, isNarrow: place.width < 20, model),
                reason: "being read",
                id: "judged-\(name)", into: &frame, in: place)
        }
    }

    private static func title(
        _ picture: JudgedPicture, _ side: PairJudgement.Choice, _ name: String, isNarrow: Bool,
        _ model: Model
    ) -> [Span] {
        guard let judgement = model.judging.judgement else {
            let key = model.keyName(side == .left ? .leftBetter : .rightBetter, in: .judging)
            return [Span("\(key) ", .key), Span(name, .title)]
        }
        let mark = Span(judgement.choice == side ? "✓ " : "  ", .good)
        return [mark] + maker(picture, isNarrow: isNarrow)
    }

    /// The epoch as `--from RUN@12` has it, where there is little room.
    private static func maker(_ picture: JudgedPicture, isNarrow: Bool) -> [Span] {
        switch picture.source {
        case .anchor: [Span("anchor", Style(.anchor, .bold))]
        case .policy(let epoch, _):
            [
                Span("policy", Style(.policy, .bold)),
                Span(isNarrow ? " @\(epoch)" : " epoch \(epoch)", .muted),
            ]
        }
    }

    private static func drawQuestion(_ model: Model, into frame: inout Frame, in rect: Rect) {
        var y = rect.y
        for line in TextLayout.wrap("Which fits the text better?", width: rect.width) {
            frame.put(line, at: Point(rect.x, y), style: .title)
            y += 1
        }
        let choices: [(Action, String)] = [
            (.leftBetter, "left"), (.rightBetter, "right"), (.noDifference, "no difference"),
        ]
        for (action, text) in choices where y < rect.bottom {
            let key = model.keyName(action, in: .judging)
            frame.put([Span(key, .key), Span(" " + text)], at: Point(rect.x, y))
            y += 1
        }
        let note =
            model.judgingRefusal?.sentence
            ?? "Who made which is shown after the choice, with what each reward prefers."
        frame.putWrapped(
            note, in: Rect(x: rect.x, y: y + 1, width: rect.width, height: rect.bottom - y - 1),
            style: .muted)
    }
}
