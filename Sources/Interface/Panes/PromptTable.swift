import Terminal
import Workbench

/// The means of an epoch by prompt, policy minus anchor for each reward.
enum PromptTable {
    private typealias Column = RewardsState.SortColumn

    /// - Parameter chosen: the row of the cursor; others than rows mark none.
    static func draw(
        _ model: Model, rows: [PromptRow], chosen: Int?, into frame: inout Frame, in rect: Rect
    ) {
        let columns = Column.all(rewards: model.rewardNames)
        let (header, table) = rect.splitTop(1)
        drawHeader(columns, model, into: &frame, in: header)
        guard !rows.isEmpty else {
            let reason =
                model.rewards.filter.isEmpty
                ? model.waitingReason.sentence : "No prompt contains “\(model.rewards.filter)”."
            frame.put(reason, in: table, style: .muted)
            return
        }
        let first = first(chosen: chosen ?? 0, rows: rows.count, in: rect)
        for (line, row) in rows.dropFirst(first).prefix(table.height).enumerated() {
            draw(
                row, columns, isChosen: chosen == first + line, into: &frame,
                in: Rect(x: table.x, y: table.y + line, width: table.width, height: 1))
        }
    }

    /// The first row that is seen.
    static func first(chosen: Int, rows: Int, in rect: Rect) -> Int {
        ScrollWindow.first(chosen: max(0, chosen), count: rows, height: max(0, rect.height - 1))
    }

    private static func drawHeader(
        _ columns: [Column], _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        var x = rect.x + 2
        for column in columns where x + (column == .prompt ? 1 : width(of: column)) <= rect.right {
            let isSorted = column == model.rewards.sort
            let arrow = isSorted ? (model.rewards.isAscending ? "▲" : "▼") : ""
            let width = width(of: column)
            let text =
                column == .prompt
                ? column.name + arrow
                : TextLayout.pad(arrow + column.name, to: width, right: true)
            frame.put(
                text, at: Point(x, rect.y), style: isSorted ? .accent : .muted,
                maxWidth: rect.right - x)
            x += width + 2
        }
    }

    private static func draw(
        _ row: PromptRow, _ columns: [Column], isChosen: Bool, into frame: inout Frame,
        in rect: Rect
    ) {
        if isChosen { frame.put("▸", at: rect.origin, style: .accent) }
        var x = rect.x + 2
        for column in columns where x + (column == .prompt ? 1 : width(of: column)) <= rect.right {
            let width = width(of: column)
            switch column {
            case .total: putRight(NumberText.signed(row.total), x, width, into: &frame, rect)
            case .count: putRight(String(row.count), x, width, into: &frame, rect)
            case .reward(let name):
                let spans = Comparison.spans(row.differences[name] ?? .nan)
                let used = spans.reduce(0) { $0 + TextWidth.of($1.text) }
                frame.put(
                    spans, at: Point(x + max(0, width - used), rect.y), maxWidth: rect.right - x)
            case .prompt:
                frame.put(
                    TextLayout.truncate(row.text.replacingBreaks, to: rect.right - x),
                    at: Point(x, rect.y))
            }
            x += width + 2
        }
        if isChosen { frame.restyle(rect) { $0.attributes.insert(.bold) } }
    }

    private static func putRight(
        _ text: String, _ x: Int, _ width: Int, into frame: inout Frame, _ rect: Rect
    ) {
        frame.put(TextLayout.pad(text, to: width, right: true), at: Point(x, rect.y))
    }

    private static func width(of column: Column) -> Int {
        switch column {
        case .total: 7
        case .count: 3
        case .reward(let name): max(9, min(12, TextWidth.of(name) + 1))
        case .prompt: 20
        }
    }
}
