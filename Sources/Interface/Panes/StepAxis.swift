import Terminal

/// Where the steps of a trajectory are, on every line below its pictures: each as many columns
/// wide.
struct StepAxis {
    static let labelWidth = 12
    static let valueWidth = 20

    let start: Int
    let steps: Int
    let width: Int

    init(_ model: Model, in rect: Rect) {
        start = rect.x + Self.labelWidth
        steps = model.trajectorySteps
        width = max(0, rect.width - Self.labelWidth - Self.valueWidth)
    }

    var end: Int { start + width }

    /// Columns from the first to the one after the last.
    func columns(of step: Int) -> Range<Int> {
        let first = start + step * width / steps
        return first..<max(first + 1, start + (step + 1) * width / steps)
    }

    /// The first column of what stands in the middle of a step's columns, so many columns wide.
    func start(of width: Int, at step: Int) -> Int {
        let columns = columns(of: step)
        // rounded down, where it is wider too
        return columns.lowerBound + ((columns.count - width) >> 1)
    }

    func step(at column: Int) -> Int {
        min(steps - 1, max(0, ((column - start) * steps + steps - 1) / max(1, width)))
    }
}
