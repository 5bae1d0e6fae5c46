import Terminal

/// All runs, and the curves of those that are marked over each other.
enum RunsView {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model), focused: true)
        guard let lines = model.runs.lines else {
            frame.putWrapped("Reading the runs.", in: inner, style: .muted)
            return
        }
        guard !model.runs.shown.isEmpty else {
            let reason =
                lines.isEmpty
                ? "There is no run yet."
                : "No run is in this state: \(model.keyName(.nextState, in: .runs)) shows others."
            frame.putWrapped(reason, in: inner, style: .muted)
            return
        }
        let rows = min(model.runs.shown.count + 1, max(4, inner.height * 2 / 5))
        let (table, chart) = inner.splitTop(rows)
        drawTable(model, into: &frame, in: table)
        drawChart(model, into: &frame, in: chart.inset(horizontally: 1, vertically: 0))
    }

    private static func title(_ model: Model) -> String {
        var parts = ["Runs"]
        if let state = model.runs.state { parts.append(state.rawValue) }
        if let lines = model.runs.lines {
            parts.append("\(model.runs.shown.count) of \(lines.count)")
        }
        return parts.joined(separator: " · ")
    }

    // MARK: Table

    private static func drawTable(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let columns = Columns(width: rect.width)
        frame.put("run", at: Point(rect.x + 4, rect.y), style: .muted)
        frame.put("state", at: Point(rect.x + columns.state, rect.y), style: .muted)
        put("epochs", columns.epochs, 9, .muted, into: &frame, in: rect)
        put("last 5", columns.level, 8, .muted, into: &frame, in: rect)
        put("Δ base", columns.difference, 8, .muted, into: &frame, in: rect)
        if columns.hasNote {
            frame.put("note", at: Point(rect.x + columns.note, rect.y), style: .muted)
        }
        let shown = model.runs.shown
        let chosen = min(model.runs.chosen, shown.count - 1)
        let first = ScrollWindow.first(
            chosen: chosen, count: shown.count, height: rect.height - 1)
        for (row, line) in shown.dropFirst(first).prefix(rect.height - 1).enumerated() {
            let place = Rect(x: rect.x, y: rect.y + 1 + row, width: rect.width, height: 1)
            draw(line, isChosen: first + row == chosen, columns, model, into: &frame, in: place)
        }
    }

    private struct Columns {
        let difference: Int
        let level: Int
        let epochs: Int
        let state: Int
        let note: Int
        let hasNote: Bool

        init(width: Int) {
            hasNote = width >= 110
            let end = hasNote ? width - 30 : width
            note = end + 1
            difference = end - 9
            level = difference - 9
            epochs = level - 10
            state = epochs - 14
        }
    }

    private static func draw(
        _ line: RunLine, isChosen: Bool, _ columns: Columns, _ model: Model,
        into frame: inout Frame, in rect: Rect
    ) {
        let style: Style = isChosen ? Style(.text, .bold) : .text
        frame.put(isChosen ? "▸" : " ", at: rect.origin, style: .accent)
        if let role = model.runs.role(of: line.path), let letter = model.runs.letter(of: line.path)
        {
            frame.put(String(letter), at: Point(rect.x + 2, rect.y), style: Style(role, .bold))
        }
        frame.put(
            TextLayout.truncate(line.name, to: columns.state - 5),
            at: Point(rect.x + 4, rect.y), style: style)
        frame.put(
            TextLayout.truncate(line.state.text, to: 13),
            at: Point(rect.x + columns.state, rect.y), style: style)
        put(line.progress, columns.epochs, 9, style, into: &frame, in: rect)
        let level = model.runs.level(of: line.path)
        put(level.map { number($0) } ?? "–", columns.level, 8, style, into: &frame, in: rect)
        let (text, role) = difference(line.path, level, model)
        put(text, columns.difference, 8, Style(role), into: &frame, in: rect)
        if columns.hasNote {
            frame.put(
                TextLayout.truncate(line.note, to: rect.width - columns.note),
                at: Point(rect.x + columns.note, rect.y), style: .muted)
        }
    }

    private static func difference(
        _ path: String, _ level: Double?, _ model: Model
    ) -> (String, Role) {
        guard let baseline = model.runs.baseline else { return ("–", .muted) }
        guard path != baseline else { return ("base", .accent) }
        guard let level, let other = model.runs.level(of: baseline) else { return ("–", .muted) }
        return (number(level - other), level >= other ? .good : .bad)
    }

    private static func number(_ value: Double) -> String { NumberText.signed(value, decimals: 3) }

    private static func put(
        _ text: String, _ column: Int, _ width: Int, _ style: Style, into frame: inout Frame,
        in rect: Rect
    ) {
        frame.put(
            TextLayout.pad(text, to: width, right: true), at: Point(rect.x + column, rect.y),
            style: style)
    }

    // MARK: Chart

    private static func drawChart(_ model: Model, into frame: inout Frame, in rect: Rect) {
        guard let metric = model.runs.shownMetric else {
            frame.putWrapped(
                "\(model.keyName(.markRun, in: .runs)) marks runs: their curves are drawn here over "
                    + "each other.", in: rect, style: .muted)
            return
        }
        let (heading, plot) = rect.splitTop(1)
        let against = metric.baseline == nil ? "" : " above the anchor’s"
        frame.put("\(metric.title)\(against)", in: heading, style: .title)
        let series = model.runs.marked.compactMap { path -> Series? in
            guard let history = model.runs.curves[path], let role = model.runs.role(of: path)
            else { return nil }
            let (steps, values) = history.series(metric.key, less: metric.baseline)
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return Series(
                name, role: role, marker: model.runs.letter(of: path), steps: steps,
                values: values)
        }
        Chart(
            series, smoothing: model.curves.smoothingWeight,
            reference: metric.baseline == nil ? nil : 0,
            emptyText: "none of the marked runs has finished an epoch"
        ).draw(into: &frame, in: plot)
    }
}
