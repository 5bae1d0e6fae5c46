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
        PromptTable.draw(
            model, rows: model.promptRows, chosen: model.rewards.cursor - run.rewards.count,
            into: &frame, in: layout.table)
    }

    private static func title(_ model: Model) -> String {
        var parts = ["Rewards"]
        if let epoch = model.shownRewardsEpoch {
            let newest =
                model.rewards.epoch == nil ? " (newest)" : ", \(model.keyName(.back)) follows"
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
        return PromptTable.row(
            at: point, chosen: model.rewards.cursor - count, rows: model.promptRows.count, model,
            in: layout.table
        ).map { count + $0 }
    }

    /// Rewards above, table below; the table keeps at least four lines.
    private struct Layout {
        let rewards: [Rect]
        let table: Rect

        init(_ inner: Rect, rewards count: Int) {
            let inner = inner.inset(horizontally: 1, vertically: 0)
            let room = max(0, inner.height - 6)
            let most = inner.height >= 40 ? 10 : inner.height >= 24 ? 4 : 3
            let lines = count > 0 ? min(most, max(1, room / count)) : 0
            let shown = lines > 0 ? min(count, room / lines) : 0
            let gap = lines * count + count <= room ? 1 : 0
            rewards = (0..<shown).map { index in
                Rect(
                    x: inner.x, y: inner.y + index * (lines + gap), width: inner.width,
                    height: lines)
            }
            let used = shown * (lines + gap) + (gap == 0 ? 1 : 0)
            table = inner.splitTop(used).rest
        }
    }
}
