/// A straight line through numbers, by least squares, and how sure its slope is.
struct Trend: Equatable {
    /// The line's rise from the first number to the last.
    let change: Double
    /// The slope divided by its standard error; infinite for a line without noise, 0 where there
    /// are fewer than three numbers.
    let certainty: Double

    /// - Parameter values: one a step; those that are not finite are left out.
    init(_ values: [Double]) {
        let points = values.enumerated().filter { $0.element.isFinite }
            .map { (x: Double($0.offset), y: $0.element) }
        let count = Double(points.count)
        guard points.count > 2, let first = points.first, let last = points.last else {
            (change, certainty) = (0, 0)
            return
        }
        let (meanX, meanY) = (
            points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count
        )
        let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
        let residual = points.reduce(0) { sum, point in
            let miss = point.y - meanY - slope * (point.x - meanX)
            return sum + miss * miss
        }
        let error = (residual / (count - 2) / spread).squareRoot()
        change = slope * (last.x - first.x)
        certainty = slope == 0 ? 0 : slope / error
    }
}
