import Configuration
import Terminal

/// Every setting of the run by section, and all about the chosen one.
enum SettingsView {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let settings = model.runSettings
        let inner = frame.box(rect, title: title(settings), focused: true)
            .inset(horizontally: 1, vertically: 0)
        guard settings.current != nil else {
            frame.putWrapped(
                settings.failure ?? "The run's settings are being read.", in: inner,
                style: .muted)
            return
        }
        guard let chosen = settings.chosenField else {
            frame.putWrapped(
                "No setting contains “\(settings.filter)”.", in: inner, style: .muted)
            return
        }
        let (upper, detail) = inner.splitBottom(min(6, inner.height / 2))
        let (list, rule) = upper.splitBottom(inner.height >= 14 ? 1 : 0)
        drawList(settings, chosen, model, into: &frame, in: list)
        frame.fill(rule, with: "─", style: .border)
        SettingDetail.draw(chosen, model, into: &frame, in: detail)
    }

    private static func title(_ settings: RunSettings) -> String {
        var parts = ["Settings"]
        if let current = settings.current {
            parts.append("\(settings.shown.count) of \(current.fields.count)")
        }
        if !settings.filter.isEmpty { parts.append("with “\(settings.filter)”") }
        let changed = settings.changed.count
        if changed > 0 { parts.append("\(changed) changed") }
        return parts.joined(separator: " · ")
    }

    private enum Line {
        case section(SettingsSection)
        case field(Configuration.Field)
    }

    private static func drawList(
        _ settings: RunSettings, _ chosen: Configuration.Field, _ model: Model,
        into frame: inout Frame, in rect: Rect
    ) {
        let columns = Columns(width: rect.width)
        drawHeader(columns, into: &frame, in: rect)
        let lines = settings.shownSections.flatMap { section in
            [Line.section(section)] + section.fields.map(Line.field)
        }
        let place = lines.firstIndex { line in
            if case .field(let field) = line { field.key == chosen.key } else { false }
        }
        let height = rect.height - 1
        let first = ScrollWindow.first(
            chosen: place ?? 0, count: lines.count, height: height)
        for (row, line) in lines.dropFirst(first).prefix(height).enumerated() {
            let place = Rect(x: rect.x, y: rect.y + 1 + row, width: rect.width, height: 1)
            switch line {
            case .section(let section):
                frame.put(
                    [Span(section.name + "  ", .title), Span(section.explanation, .muted)],
                    at: place.origin, maxWidth: place.width)
            case .field(let field):
                draw(
                    field, isChosen: field.key == chosen.key, columns, model, into: &frame,
                    in: place)
            }
        }
    }

    /// Where the columns begin; what narrow screens leave out is in the detail.
    private struct Columns {
        let now = 34
        let defaults: Int?
        let values: Int?
        let time: Int
        let meaning: Int?

        init(width: Int) {
            defaults = width >= 74 ? 51 : nil
            values = width >= 110 ? 68 : nil
            meaning = width >= 160 ? 122 : nil
            time = (meaning ?? width + 2) - 14
        }

        var nowWidth: Int { (defaults ?? time) - now - 1 }
        var defaultWidth: Int { (values ?? time) - (defaults ?? 0) - 1 }
    }

    private static func drawHeader(_ columns: Columns, into frame: inout Frame, in rect: Rect) {
        func put(_ text: String, _ column: Int?) {
            guard let column else { return }
            frame.put(text, at: Point(rect.x + column, rect.y), style: .muted)
        }
        put("now", columns.now)
        put("default", columns.defaults)
        put("values", columns.values)
        put("takes effect", columns.time)
        put("meaning", columns.meaning)
    }

    private static func draw(
        _ field: Configuration.Field, isChosen: Bool, _ columns: Columns, _ model: Model,
        into frame: inout Frame, in rect: Rect
    ) {
        guard let current = model.runSettings.current, let wanted = model.runSettings.wanted else {
            return
        }
        let style: Style = isChosen ? Style(.text, .bold) : .text
        func put(_ text: String, _ column: Int, _ width: Int, _ style: Style) {
            frame.put(
                TextLayout.truncate(text, to: width), at: Point(rect.x + column, rect.y),
                style: style)
        }
        frame.put(isChosen ? "▸" : " ", at: rect.origin, style: .accent)
        put(field.key, 2, columns.now - 3, style)
        let now = SettingDetail.text(of: field, in: current)
        let new = SettingDetail.text(of: field, in: wanted)
        let isChanged = new != now
        put(
            isChanged ? "\(now) → \(new)" : now, columns.now, columns.nowWidth,
            isChanged ? Style(.accent, .bold) : style)
        if let column = columns.defaults {
            put(
                SettingDetail.shown(field.defaultValue), column, columns.defaultWidth, .muted)
        }
        if let column = columns.values {
            put(
                SettingDetail.range(of: field), column, columns.time - column - 1, .muted)
        }
        put(model.changeTime(of: field).text, columns.time, 12, .muted)
        if let column = columns.meaning {
            put(field.explanation, column, rect.width - column, .muted)
        }
    }
}
