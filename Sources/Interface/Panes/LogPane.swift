import Terminal
import Workbench

/// What has happened, newest at the bottom.
enum LogPane {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let lines = model.log.shown
        let inner = frame.box(rect, title: title(model, shown: lines.count), focused: true)
        guard !lines.isEmpty else {
            let reason =
                model.log.lines.isEmpty
                ? "Nothing has happened yet."
                : "All \(model.log.lines.count) lines are hidden: \(model.keyName(.moreDetail)) shows more, "
                    + "\(model.keyName(.back)) ends the filter."
            frame.putWrapped(reason, in: inner, style: .muted)
            return
        }
        let chosen = max(0, lines.count - 1 - model.log.fromEnd)
        let first = ScrollWindow.first(
            chosen: model.log.fromEnd == 0 ? lines.count : chosen, count: lines.count,
            height: inner.height)
        for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            draw(
                line, isChosen: first + row == chosen, now: model.now, into: &frame,
                in: Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1))
        }
    }

    /// Lines below the one at a place.
    static func fromEnd(at point: Point, in model: Model) -> Int? {
        let inner = ScreenLayout(size: model.size).body.inset(by: 1)
        let count = model.log.shown.count
        let chosen = model.log.fromEnd == 0 ? count : max(0, count - 1 - model.log.fromEnd)
        let first = ScrollWindow.first(chosen: chosen, count: count, height: inner.height)
        let line = first + point.y - inner.y
        return inner.contains(point) && line < count ? count - 1 - line : nil
    }

    private static func title(_ model: Model, shown: Int) -> String {
        var parts = ["Log", "\(model.log.level.rawValue) and above"]
        if !model.log.filter.isEmpty { parts.append("with “\(model.log.filter)”") }
        parts.append("\(shown) of \(model.log.lines.count) lines")
        if model.log.fromEnd > 0 { parts.append("held, \(model.keyName(.last)) follows") }
        return parts.joined(separator: " · ")
    }

    private static func draw(
        _ line: LogLine, isChosen: Bool, now: Double, into frame: inout Frame, in rect: Rect
    ) {
        let style: Style =
            switch line.level {
            case .debug: .muted
            case .info: .text
            case .warning: .warning
            case .alarm, .error: .alarm
            }
        frame.put(isChosen ? "▸" : " ", at: rect.origin, style: .accent)
        frame.put(
            ClockText.short(line.time, now: now), at: Point(rect.x + 2, rect.y), style: .muted)
        frame.put(line.level.rawValue, at: Point(rect.x + 11, rect.y), style: style)
        frame.put(
            TextLayout.truncate(line.text.replacingBreaks, to: rect.width - 20),
            at: Point(rect.x + 19, rect.y), style: isChosen ? style.bold : style)
    }
}
