import Terminal
import Workbench

/// The last line but one: what is happening and how long it will take; or what is being typed,
/// or what has just been said.
enum StatusLine {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        switch model.overlay {
        case .commandLine(let editor, _):
            drawInput(":", editor, into: &frame, in: rect)
            drawCompletions(of: editor.text, model, into: &frame, in: rect)
        case .filter(let editor): drawInput("/", editor, into: &frame, in: rect)
        case .help, .leaving, .detaching, .alarms, .runs, .detail, .sheet, .tour, .judging, nil:
            if let notice = model.notice {
                frame.put(
                    TextLayout.truncate(notice.text, to: rect.width - 2),
                    at: Point(rect.x + 1, rect.y), style: Style(notice.role))
            } else {
                frame.put(spans(model), at: Point(rect.x + 1, rect.y), maxWidth: rect.width - 2)
            }
        }
    }

    private static func drawInput(
        _ prompt: String, _ editor: TextEditor, into frame: inout Frame, in rect: Rect
    ) {
        frame.fill(rect, style: .input)
        frame.put(prompt, at: Point(rect.x + 1, rect.y), style: .key)
        let field = Rect(x: rect.x + 2, y: rect.y, width: rect.width - 3, height: 1)
        InputField.draw(editor, into: &frame, in: field)
    }

    private static func drawCompletions(
        of line: String, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let start = rect.x + TextWidth.of(line) + 5
        guard start < rect.right - 10 else { return }
        frame.put(
            TextLayout.truncate(model.commandHint(line), to: rect.right - start - 1),
            at: Point(start, rect.y), style: .muted)
    }

    /// Counts are padded, so that what follows them stays where it is.
    private static func spans(_ model: Model) -> [Span] {
        var spans: [Span] = []
        func add(_ text: String, _ style: Style = .text) {
            if !spans.isEmpty { spans.append(Span(" · ", .muted)) }
            spans.append(Span(text, style))
        }
        let snapshot = model.snapshot
        if let epochs = epochText(model) { add(epochs) }
        if let gravest = model.alarms.first {
            let count = model.alarms.count
            add(
                (count == 1 ? gravest.title : "\(count) alarms") + " (\(model.keyName(.alarms)))",
                gravest.level == .alarm ? .alarm : .warning)
        }
        add(activity(model))
        if snapshot.memory > 0 { add(ByteText.of(snapshot.memory)) }
        if model.phase == .training, let left = snapshot.secondsLeft {
            add(DurationText.about(left) + " left")
        }
        if model.log.unseen > 0 {
            let count = model.log.unseen == 1 ? "1 alert" : "\(model.log.unseen) alerts"
            add("\(count) (\(model.keyName(.log)))", .warning)
        }
        return spans
    }

    private static func epochText(_ model: Model) -> String? {
        let total = max(model.snapshot.epochs, model.run?.epochs ?? 0)
        let epoch = max(
            model.snapshot.epoch, model.history.lastReport?.epoch ?? 0,
            model.run?.finishedEpochs ?? 0)
        guard total > 0 else { return nil }
        let width = String(total).count
        return "epoch \(TextLayout.pad(String(epoch), to: width, right: true))/\(total)"
    }

    private static func activity(_ model: Model) -> String {
        let snapshot = model.snapshot
        let isWatching = model.settings.isWatching
        let (pause, quit) = (model.keyName(.toggleTraining), model.keyName(.quit))
        switch model.phase {
        case .paused: return isWatching ? "paused" : "paused, \(pause) resumes"
        case .ready: return isWatching ? "ready" : "ready, \(pause) starts training"
        case .stopped: return "stopped, \(quit) leaves"
        case .complete: return "all epochs are done, \(quit) leaves"
        case .failed: return "failed, the log (\(model.keyName(.log))) says why"
        case .loading, .training, .stopping: break
        }
        if snapshot.activity == .idle {
            return model.phase == .loading ? "opening the run" : model.phase.rawValue
        }
        // The activities of an epoch take turns; what follows them stays where it is.
        let activity = snapshot.activity.rawValue
        let name = TextLayout.pad(activity, to: max(8, TextWidth.of(activity)))
        guard snapshot.total > 0 else { return name }
        let width = String(snapshot.total).count
        let done = TextLayout.pad(String(snapshot.completed), to: width, right: true)
        return "\(name) \(done)/\(snapshot.total)"
    }
}
