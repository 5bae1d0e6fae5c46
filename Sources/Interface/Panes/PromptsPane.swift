import Terminal
import Workbench

/// Training prompts on the left; the chosen one's text and picture on the right.
enum PromptsPane {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let layout = PromptsLayout(rect, isZoomed: model.isZoomed)
        if !layout.list.isEmpty { drawList(model, into: &frame, in: layout.list) }
        PromptEditorBox.draw(model, layout, into: &frame)
        PromptPictureBox.draw(model, into: &frame, in: layout.pictures)
    }

    /// The entry of the list at a place.
    static func entry(at point: Point, in model: Model) -> PromptsState.Entry? {
        let body = ScreenLayout(size: model.size).body
        let inner = PromptsLayout(body, isZoomed: model.isZoomed).list.inset(by: 1)
        let list = parts(of: inner, model).list
        guard list.contains(point) else { return nil }
        let entries = model.promptEntries
        let row = first(model, entries, list.height) + point.y - list.y
        return entries.indices.contains(row) ? entries[row] : nil
    }

    /// While there are marks, the last line says what they mean.
    private static func parts(of inner: Rect, _ model: Model) -> (list: Rect, key: Rect) {
        let (list, key) = inner.splitBottom(model.prompts.changes.isEmpty ? 0 : 1)
        return (list, key)
    }

    private static func first(
        _ model: Model, _ entries: [PromptsState.Entry], _ height: Int
    ) -> Int {
        let chosen = entries.firstIndex(of: model.prompts.chosen) ?? 0
        return ScrollWindow.first(chosen: chosen, count: entries.count, height: height)
    }

    private static func drawList(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let count = model.run?.prompts.count ?? 0
        var title = count > 0 ? "Prompts · \(count)" : "Prompts"
        if !model.prompts.filter.isEmpty { title += " with “\(model.prompts.filter)”" }
        let inner = frame.box(rect, title: title, focused: !model.prompts.isEditing)
        let entries = model.promptEntries
        guard !entries.isEmpty else {
            frame.putWrapped(
                "No prompt contains “\(model.prompts.filter)”.", in: inner, style: .muted)
            return
        }
        let (list, key) = parts(of: inner, model)
        let first = first(model, entries, list.height)
        let means = totals(model)
        for (row, entry) in entries.dropFirst(first).prefix(list.height).enumerated() {
            draw(
                entry, model, means, into: &frame,
                in: Rect(x: list.x, y: list.y + row, width: list.width, height: 1))
        }
        frame.put(
            TextLayout.truncate("+ − ~ from the next epoch", to: key.width), in: key, style: .muted)
    }

    /// The mean total of each prompt in the newest epoch, less the anchor's where it is known.
    private static func totals(_ model: Model) -> [Int: Double] {
        let samples = model.history.lastSampledEpoch.flatMap { model.history.samples[$0] } ?? []
        return Dictionary(grouping: samples, by: \.promptID).mapValues { samples in
            PromptRow.mean(of: samples).total
        }
    }

    private static func draw(
        _ entry: PromptsState.Entry, _ model: Model, _ means: [Int: Double],
        into frame: inout Frame, in rect: Rect
    ) {
        let isChosen = entry == model.prompts.chosen
        frame.put(isChosen ? "▸" : " ", at: rect.origin, style: .accent)
        let mark = mark(of: entry, model)
        frame.put(mark, at: Point(rect.x + 1, rect.y), style: Style(.warning, .bold))
        var x = rect.x + 3
        if case .training(let id) = entry {
            let number = means[id].map { NumberText.signed($0) } ?? "–"
            frame.put(
                TextLayout.pad(number, to: 6, right: true), at: Point(x, rect.y), style: .muted)
            x += 7
        }
        let room = rect.right - x
        if let findings = findings(of: entry, model) {
            let width = room < 2 * findingsWidth ? room : findingsWidth
            frame.put(
                TextLayout.truncate(findings, to: width), at: Point(x, rect.y),
                style: isChosen ? Style.text.bold : .text)
            x += width + 2
        }
        guard x < rect.right else { return }
        let text = model.text(of: entry)
        let shown = entry == .scratch && text.isEmpty ? "new prompt" : text.replacingBreaks
        let style: Style = entry == .scratch && text.isEmpty ? .muted : .text
        frame.put(
            TextLayout.truncate(shown, to: rect.right - x), at: Point(x, rect.y),
            style: isChosen ? style.bold : style)
    }

    /// Columns of the findings, where there is room for the text beside them.
    private static let findingsWidth = 16

    /// What the report affirms, which tells texts apart that begin alike; nil where nobody has
    /// read it yet.
    private static func findings(of entry: PromptsState.Entry, _ model: Model) -> String? {
        guard case .training(let id) = entry, model.prompts.changes.replaced[id] == nil,
            !model.isEdited(entry), let record = model.run?.prompts.first(where: { $0.id == id }),
            !record.findings.isEmpty
        else { return nil }
        let affirmed = record.findings.filter(\.value).keys.sorted()
        return affirmed.isEmpty ? "no finding" : affirmed.joined(separator: ", ")
    }

    /// `+` will be added, `−` will be left out, `~` will be replaced, `*` is edited here only.
    private static func mark(of entry: PromptsState.Entry, _ model: Model) -> String {
        if model.isEdited(entry) { return "*" }
        switch entry {
        case .scratch: return " "
        case .added: return "+"
        case .training(let id):
            if model.prompts.changes.removed.contains(id) { return "−" }
            return model.prompts.changes.replaced[id] == nil ? " " : "~"
        }
    }
}

extension String {
    /// On one line.
    var replacingBreaks: String { String(map { $0.isNewline ? " " : $0 }) }
}
