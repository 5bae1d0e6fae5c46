/// One-line bars as text.
public enum Bars {
    /// From nothing to a whole cell, in eighths from below.
    static let standing: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// `▕████████░░░░▏` for a share of 0 … 1, `width` columns wide with its ends.
    public static func progress(_ share: Double, width: Int) -> String {
        guard width > 2 else { return "" }
        let share = share.isFinite ? min(1, max(0, share)) : 0
        let filled = Int((share * Double(width - 2)).rounded())
        return "▕" + String(repeating: "█", count: filled)
            + String(repeating: "░", count: width - 2 - filled) + "▏"
    }

    /// `├────●─────┤` with the knob at `position` of 0 ..< `count`, `width` columns wide.
    public static func slider(position: Int, count: Int, width: Int) -> String {
        guard width > 2 else { return "" }
        let places = width - 2
        let share = count > 1 ? Double(position) / Double(count - 1) : 0
        let knob = Int((min(1, max(0, share)) * Double(places - 1)).rounded())
        return "├" + String(repeating: "─", count: knob) + "●"
            + String(repeating: "─", count: places - 1 - knob) + "┤"
    }

    /// The position of a slider's knob nearest to a column of it.
    public static func sliderPosition(atColumn column: Int, count: Int, width: Int) -> Int {
        guard width > 3, count > 1 else { return 0 }
        let share = Double(column - 1) / Double(width - 3)
        return Int((min(1, max(0, share)) * Double(count - 1)).rounded())
    }

    /// The last `width` values as `▁▃▅█`, between their extremes or in a given range; `!` for
    /// values that are not finite.
    public static func sparkline(
        _ values: [Double], width: Int, range: ClosedRange<Double>? = nil
    ) -> String {
        let shown = values.suffix(max(0, width))
        let finite = shown.filter(\.isFinite)
        let low = range?.lowerBound ?? finite.min() ?? 0
        let high = range?.upperBound ?? finite.max() ?? 0
        var text = String.UnicodeScalarView()
        for value in shown {
            guard value.isFinite else {
                text.append("!")
                continue
            }
            let share = high > low ? min(1, max(0, (value - low) / (high - low))) : 0.5
            text.append(standing[1 + Int((share * 7).rounded())])
        }
        return String(text)
    }
}
