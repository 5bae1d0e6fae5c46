/// What a series does within one column of dots: its extremes, and where it enters and leaves.
struct ColumnSummary: Hashable, Sendable {
    let column: Int
    var first: Double
    var last: Double
    var minimum: Double
    var maximum: Double
    /// Whether something without a place on the axis came between the previous column's last
    /// value and this one's first.
    let isAfterGap: Bool

    /// Min–max downsampling: one summary per column that has values, so that no extreme is lost.
    ///
    /// `column` gives a step's column, `position` a value's place on the axis or nil. Steps are
    /// ascending.
    static func summarise(
        steps: ArraySlice<Double>, values: ArraySlice<Double>,
        column: (Double) -> Int, position: (Double) -> Double?
    ) -> [ColumnSummary] {
        var result: [ColumnSummary] = []
        var gap = false
        for (step, value) in zip(steps, values) {
            guard let position = position(value) else {
                gap = true
                continue
            }
            let index = column(step)
            if let current = result.last, current.column == index {
                result[result.count - 1].include(position)
            } else {
                result.append(
                    ColumnSummary(
                        column: index, first: position, last: position, minimum: position,
                        maximum: position, isAfterGap: gap))
            }
            gap = false
        }
        return result
    }

    private mutating func include(_ position: Double) {
        last = position
        minimum = min(minimum, position)
        maximum = max(maximum, position)
    }
}
