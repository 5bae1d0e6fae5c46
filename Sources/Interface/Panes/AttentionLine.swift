import Terminal
import Workbench

/// The words of a prompt with the chosen one marked, and how much of the policy's attention that
/// has.
enum AttentionLine {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        guard let maps = model.shownAttention, !maps.maps.isEmpty else {
            frame.put(
                TextLayout.truncate("attention: \(model.attentionAbsence)", to: rect.width),
                in: rect, style: .muted)
            return
        }
        let chosen = model.chosenAttention(maps)
        let facts = facts(maps.maps[chosen], maps)
        let (words, right) = rect.splitRight(min(TextWidth.of(facts) + 1, rect.width / 2))
        frame.put(
            TextLayout.truncate(facts, to: right.width), in: right, aligned: .right,
            style: .muted)
        var x = words.x
        for index in first(chosen, maps, width: words.width)..<maps.maps.count {
            let text = index == chosen ? "▸\(maps.maps[index].label)◂" : maps.maps[index].label
            guard x + TextWidth.of(text) < words.right else { break }
            x += frame.put(
                text + " ", at: Point(x, words.y),
                style: index == chosen ? Style(.accent, .bold) : .text)
        }
    }

    /// The first word to show: the chosen one is in view, with what comes before it.
    private static func first(_ chosen: Int, _ maps: AttentionMaps, width: Int) -> Int {
        var first = chosen
        var used = TextWidth.of(maps.maps[chosen].label) + 3
        while first > 0 {
            used += TextWidth.of(maps.maps[first - 1].label) + 1
            guard used < width else { break }
            first -= 1
        }
        return first
    }

    private static func facts(_ map: AttentionMap, _ maps: AttentionMaps) -> String {
        func percent(_ share: Double) -> String { NumberText.fixed(share * 100, decimals: 1) }
        return "\(percent(map.share)) % of the weight, from \(percent(map.lowest)) to "
            + "\(percent(map.peak)) %"
            + " · policy after epoch \(maps.trainedEpochs)"
    }
}
