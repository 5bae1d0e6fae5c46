import Terminal
import Workbench

/// Each reward against the anchor, and the same by prompt.
enum RewardsPane {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let inner = frame.box(rect, title: title(model), focused: true)
        guard let run = model.run else {
            frame.put(model.waitingReason.sentence, in: inner, style: .muted)
            return
        }
        let layout = Layout(inner, rewards: run.rewards.count)
        for (index, reward) in run.rewards.enumerated() where index < layout.rewards.count {
            RewardRow.draw(
                reward, index, model, isChosen: model.rewards.cursor == index, into: &frame,
                in: layout.rewards[index])
        }
        drawTable(model, layout, into: &frame)
    }

    private static func title(_ model: Model) -> String {
        var parts = ["Rewards"]
        if let epoch = model.shownRewardsEpoch {
            let newest = model.rewards.epoch == nil ? " (newest)" : ""
            parts.append("epoch \(epoch)\(newest)")
            parts.append("\(model.shownRewardsSamples.count) samples")
        }
        if !model.rewards.filter.isEmpty { parts.append("prompts with “\(model.rewards.filter)”") }
        return parts.joined(separator: " · ")
    }

    /// The line of the cursor's list at a place.
    static func line(at point: Point, in model: Model) -> Int? {
        let body = ScreenLayout(size: model.size).body.inset(by: 1)
        let count = model.rewardNames.count
        let layout = Layout(body, rewards: count)
        if let index = layout.rewards.firstIndex(where: { $0.contains(point) }) { return index }
        let rows = model.promptRows.count
        guard layout.table.contains(point) else { return nil }
        let row =
            firstRow(model, rows: rows, height: layout.table.height) + point.y - layout.table.y
        return row < rows ? count + row : nil
    }

    /// Rewards above, table below; the table keeps at least four lines.
    private struct Layout {
        let rewards: [Rect]
        let header: Rect
        let table: Rect

        init(_ inner: Rect, rewards count: Int) {
            let inner = inner.inset(horizontally: 1, vertically: 0)
            let room = max(0, inner.height - 6)
            let most = inner.height >= 40 ? 7 : inner.height >= 24 ? 4 : 3
            let lines = count > 0 ? min(most, max(1, room / count)) : 0
            let shown = lines > 0 ? min(count, room / lines) : 0
            let gap = lines * count + count <= room ? 1 : 0
            rewards = (0..<shown).map { index in
                Rect(
                    x: inner.x, y: inner.y + index * (lines + gap), width: inner.width,
                    height: lines)
            }
            let used = shown * (lines + gap) + (gap == 0 ? 1 : 0)
            let below = inner.splitTop(used).rest
            (header, table) = below.splitTop(1)
        }
    }

    // MARK: Table

    private static let numberWidth = 12

    private static func drawTable(_ model: Model, _ layout: Layout, into frame: inout Frame) {
        let columns = RewardsState.SortColumn.all(rewards: model.rewardNames)
        var x = layout.header.x + 2
        for column in columns {
            let isSorted = column == model.rewards.sort
            let arrow = isSorted ? (model.rewards.isAscending ? "▲" : "▼") : ""
            let text =
                column == .prompt
                ? column.name + arrow
                : TextLayout.pad(arrow + column.name, to: width(of: column), right: true)
            frame.put(
                text, at: Point(x, layout.header.y), style: isSorted ? .accent : .muted,
                maxWidth: layout.header.right - x)
            x += width(of: column) + 2
        }
        let rows = model.promptRows
        guard !rows.isEmpty else {
            let reason =
                model.rewards.filter.isEmpty
                ? model.waitingReason.sentence : "No prompt contains “\(model.rewards.filter)”."
            frame.put(reason, in: layout.table, style: .muted)
            return
        }
        let first = firstRow(model, rows: rows.count, height: layout.table.height)
        for (line, row) in rows.dropFirst(first).prefix(layout.table.height).enumerated() {
            let isChosen = model.rewards.cursor == model.rewardNames.count + first + line
            draw(
                row, columns, isChosen: isChosen, into: &frame,
                in: Rect(
                    x: layout.table.x, y: layout.table.y + line, width: layout.table.width,
                    height: 1))
        }
    }

    private static func draw(
        _ row: PromptRow, _ columns: [RewardsState.SortColumn], isChosen: Bool,
        into frame: inout Frame, in rect: Rect
    ) {
        if isChosen { frame.put("▸", at: rect.origin, style: .accent) }
        var x = rect.x + 2
        for column in columns {
            let width = width(of: column)
            switch column {
            case .total:
                frame.put(
                    TextLayout.pad(NumberText.signed(row.total), to: width, right: true),
                    at: Point(x, rect.y))
            case .count:
                frame.put(
                    TextLayout.pad(String(row.count), to: width, right: true), at: Point(x, rect.y))
            case .reward(let name):
                let spans = Comparison.spans(row.differences[name] ?? .nan)
                let used = spans.reduce(0) { $0 + TextWidth.of($1.text) }
                frame.put(spans, at: Point(x + max(0, width - used), rect.y))
            case .prompt:
                frame.put(
                    TextLayout.truncate(row.text, to: rect.right - x), at: Point(x, rect.y))
            }
            x += width + 2
        }
        if isChosen { frame.restyle(rect) { $0.attributes.insert(.bold) } }
    }

    private static func width(of column: RewardsState.SortColumn) -> Int {
        switch column {
        case .total: 7
        case .count: 3
        case .reward(let name): max(9, min(numberWidth, TextWidth.of(name) + 1))
        case .prompt: 20
        }
    }

    private static func firstRow(_ model: Model, rows: Int, height: Int) -> Int {
        let chosen = max(0, model.rewards.cursor - model.rewardNames.count)
        return ScrollWindow.first(chosen: chosen, count: rows, height: height)
    }
}
