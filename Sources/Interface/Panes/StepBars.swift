import Terminal

/// Bars over steps, between their extremes; what is not finite is a dot on the ground.
enum StepBars {
    private static let blocks: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    static func draw(
        _ values: [Double], role: Role = .policy, chosen: Int, columns: (Int) -> Range<Int>,
        into frame: inout Frame,
        in rect: Rect
    ) {
        let finite = values.filter(\.isFinite)
        let low = finite.min() ?? 0
        let high = finite.max() ?? 0
        for (step, value) in values.enumerated() {
            let style = step == chosen ? Style(.accent, .bold) : Style(role)
            let share = high > low ? (value - low) / (high - low) : 0.5
            let eighths =
                value.isFinite ? 1 + Int((share * Double(rect.height * 8 - 1)).rounded()) : 0
            for x in columns(step) where x < frame.width {
                for row in 0..<rect.height {
                    let filled = min(8, max(0, eighths - row * 8))
                    let y = rect.bottom - 1 - row
                    if filled > 0 {
                        frame[x, y] = Cell(blocks[filled], style: style)
                    } else if !value.isFinite, row == 0 {
                        frame[x, y] = Cell("·", style: step == chosen ? style : .muted)
                    }
                }
            }
        }
    }
}
