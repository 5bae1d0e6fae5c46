import Terminal

/// Differences from the anchor as text: the sign says it, the colour only repeats it.
enum Comparison {
    /// `▲ +0.14`.
    static func spans(_ difference: Double, decimals: Int = 2) -> [Span] {
        guard difference.isFinite else { return [Span("  –", .muted)] }
        let text = NumberText.signed(difference, decimals: decimals)
        if text.hasPrefix("+") { return [Span("▲ \(text)", .good)] }
        if text.hasPrefix("−") { return [Span("▼ \(text)", .bad)] }
        return [Span("  \(text)", .text)]
    }

    /// About three significant digits with their sign: `+0.241`, `−0.054`.
    static func signed(_ value: Double) -> String {
        let text = NumberText.short(value)
        return value > 0 ? "+" + text : text
    }

    /// `win 63 %`.
    static func winRate(_ rate: Double) -> String {
        "win \(NumberText.fixed(rate * 100, decimals: 0)) %"
    }

    /// `−0.212 ± 0.034`, aligned by the decimals.
    static func interval(_ interval: Interval, decimals: Int = 3) -> String {
        guard interval.count > 0 else { return "–" }
        let mean = TextLayout.pad(
            NumberText.fixed(interval.mean, decimals: decimals), to: decimals + 3, right: true)
        guard interval.count > 1 else { return mean }
        return "\(mean) ± \(NumberText.fixed(interval.margin, decimals: decimals))"
    }
}
