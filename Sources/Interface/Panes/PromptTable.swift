import Terminal
import Workbench

/// The means of an epoch by prompt, policy minus anchor for each reward.
enum PromptTable {
    private typealias Column = RewardsState.SortColumn

    /// - Parameter chosen: the row of the cursor; others than rows mark none.
    static func draw(
        _ model: Model, rows: [PromptRow], chosen: Int?, into frame: inout Frame, in rect: Rect
    ) {
        let layout = PromptTableLayout(rewards: model.run?.rewards ?? [], width: rect.width)
        let (header, table) = rect.splitTop(1)
        drawHeader(layout, model, into: &frame, in: header)
        guard !rows.isEmpty else {
            let reason =
                model.rewards.filter.isEmpty
                ? model.waitingReason.sentence : "No prompt contains “\(model.rewards.filter)”."
            frame.put(reason, in: table, style: .muted)
            return
        }
        let first = first(chosen: chosen ?? 0, rows: rows.count, model, in: rect)
        let shown = table.height / layout.lines
        for (line, row) in rows.dropFirst(first).prefix(shown).enumerated() {
            draw(
                row, layout, isChosen: chosen == first + line, into: &frame,
                in: Rect(
                    x: table.x, y: table.y + line * layout.lines, width: table.width,
                    height: layout.lines))
        }
    }

    /// The row at a place of the table, where there is one.
    static func row(
        at point: Point, chosen: Int, rows: Int, _ model: Model, in rect: Rect
    ) -> Int? {
        guard rect.contains(point), point.y > rect.y else { return nil }
        let lines = PromptTableLayout(rewards: model.run?.rewards ?? [], width: rect.width).lines
        let row =
            first(chosen: chosen, rows: rows, model, in: rect) + (point.y - rect.y - 1) / lines
        return row < rows ? row : nil
    }

    /// The first row that is seen.
    private static func first(chosen: Int, rows: Int, _ model: Model, in rect: Rect) -> Int {
        let lines = PromptTableLayout(rewards: model.run?.rewards ?? [], width: rect.width).lines
        return ScrollWindow.first(
            chosen: max(0, chosen), count: rows, height: max(0, rect.height - 1) / lines)
    }

    private static func drawHeader(
        _ layout: PromptTableLayout, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let isGain = PromptRow.mean(of: model.shownRewardsSamples).isGain
        for place in layout.places where place.column != .prompt || layout.lines == 1 {
            let isSorted = place.column == model.rewards.sort
            let arrow = isSorted ? (model.rewards.isAscending ? "▲" : "▼") : ""
            var name = layout.name(of: place.column)
            if place.column == .total, isGain { name = "Δ" + name }
            frame.put(
                place.column == .prompt
                    ? name + arrow
                    : TextLayout.pad(arrow + name, to: place.width, right: true),
                at: Point(rect.x + place.x, rect.y), style: isSorted ? .accent : .muted,
                maxWidth: rect.width - place.x)
        }
    }

    private static func draw(
        _ row: PromptRow, _ layout: PromptTableLayout, isChosen: Bool, into frame: inout Frame,
        in rect: Rect
    ) {
        if isChosen { frame.put("▸", at: rect.origin, style: .accent) }
        for place in layout.places {
            let origin = Point(rect.x + place.x, rect.y)
            switch place.column {
            case .total: putRight([Span(NumberText.signed(row.total), .text)], place, origin)
            case .count: putRight([Span(String(row.count), .text)], place, origin)
            case .reward(let name):
                putRight(Comparison.spans(row.differences[name] ?? .nan), place, origin)
            case .prompt:
                frame.put(
                    TextLayout.truncate(row.text.replacingBreaks, to: place.width),
                    at: Point(origin.x, rect.bottom - 1))
            }
        }
        if isChosen { frame.restyle(rect) { $0.attributes.insert(.bold) } }

        func putRight(_ spans: [Span], _ place: PromptTableLayout.Place, _ origin: Point) {
            let used = spans.reduce(0) { $0 + TextWidth.of($1.text) }
            frame.put(
                spans, at: Point(origin.x + max(0, place.width - used), origin.y),
                maxWidth: place.width)
        }
    }
}
