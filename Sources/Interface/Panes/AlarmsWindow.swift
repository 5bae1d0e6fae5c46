import Terminal
import Workbench

/// What is wrong with the run: one line each, and all of the chosen one with the keys that help.
enum AlarmsWindow {
    static func draw(_ model: Model, into frame: inout Frame) {
        let size = Size(width: min(90, frame.width - 4), height: min(22, frame.height - 4))
        let place = frame.bounds.centred(size)
        Popup.draw("Alarms", into: &frame, in: place) { frame, inner in
            guard !model.alarms.isEmpty else {
                frame.putWrapped("Nothing is wrong with the run's course.", in: inner)
                return
            }
            let rows = min(model.alarms.count, max(1, inner.height / 3))
            let (list, rest) = inner.splitTop(rows)
            drawList(model, into: &frame, in: list)
            let detail = rest.splitTop(1).rest
            if let alarm = model.chosenAlarm {
                drawDetail(alarm, model, into: &frame, in: detail)
            } else {
                let key = model.keyName(.down, in: .alarms)
                frame.putWrapped("No alarm is chosen; \(key) chooses one.", in: detail)
            }
        }
    }

    private static func drawList(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let chosen = model.chosenAlarm?.id
        let first = ScrollWindow.first(
            chosen: model.alarms.firstIndex { $0.id == chosen } ?? 0, count: model.alarms.count,
            height: rect.height)
        for (row, alarm) in model.alarms.dropFirst(first).prefix(rect.height).enumerated() {
            draw(
                alarm, isChosen: alarm.id == chosen, into: &frame,
                in: Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1))
        }
    }

    private static func draw(
        _ alarm: Alarm, isChosen: Bool, into frame: inout Frame, in rect: Rect
    ) {
        let style: Style = isChosen ? Style(.text, .bold) : .text
        frame.put(isChosen ? "▸" : " ", at: rect.origin, style: .accent)
        let since = "since epoch \(alarm.since)"
        let text = "\(alarm.level.rawValue)  \(alarm.title)"
        frame.put(
            TextLayout.truncate(text, to: rect.width - 4 - TextWidth.of(since)),
            at: Point(rect.x + 2, rect.y), style: style)
        frame.put(since, in: rect, aligned: .right, style: .muted)
    }

    private static func drawDetail(
        _ alarm: Alarm, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let remedies = remedies(alarm, model)
        let texts = [alarm.seen, alarm.cause].map { TextLayout.wrap($0, width: rect.width) }
        let lines = Array(
            (texts[0] + [""] + texts[1]).prefix(max(0, rect.height - remedies.count - 1)))
        for (row, line) in lines.enumerated() {
            frame.put(line, at: Point(rect.x, rect.y + row), maxWidth: rect.width)
        }
        let indent = max(4, (remedies.map { TextWidth.of($0.key) }.max() ?? 0) + 2)
        for (row, remedy) in remedies.enumerated() {
            let y = rect.bottom - remedies.count + row
            frame.put(remedy.key, at: Point(rect.x, y), style: .key)
            frame.put(
                remedy.text, at: Point(rect.x + indent, y), maxWidth: rect.width - indent)
        }
    }

    /// The keys that can be used now.
    private static func remedies(
        _ alarm: Alarm, _ model: Model
    ) -> [(key: String, text: String)] {
        var remedies: [(String, String)] = []
        func add(_ action: Action, _ text: String) {
            remedies.append((model.keyName(action, in: .alarms), text))
        }
        if model.disabledReason(.toggleTraining) == nil, model.phase == .training {
            add(.toggleTraining, "pause training")
        }
        if let epoch = alarm.checkpoint, model.disabledReason(.rollBack) == nil {
            add(.rollBack, "go back to the checkpoint of epoch \(epoch), and pause")
        }
        if let reward = model.weighedReward, model.disabledReason(.lowerWeight) == nil {
            let weight = NumberText.fixed(reward.weight, decimals: 2)
            add(.lowerWeight, "lower the weight of \(reward.name), now \(weight)")
        }
        return remedies
    }
}
