/// Pearson's correlation of two measurements of the same things.
struct Correlation: Sendable, Equatable {
    /// -1 … 1.
    let value: Double

    /// Pairs that are not finite are left out.
    ///
    /// - Returns: nil for fewer than three pairs, and where one of the two does not vary.
    init?(_ pairs: [(one: Double, other: Double)]) {
        let pairs = pairs.filter { $0.one.isFinite && $0.other.isFinite }
        guard pairs.count > 2 else { return nil }
        let count = Double(pairs.count)
        let one = pairs.reduce(0) { $0 + $1.one } / count
        let other = pairs.reduce(0) { $0 + $1.other } / count
        let covariance = pairs.reduce(0) { $0 + ($1.one - one) * ($1.other - other) } / count
        let variance = pairs.reduce(0) { $0 + ($1.one - one) * ($1.one - one) } / count
        let otherVariance = pairs.reduce(0) { $0 + ($1.other - other) * ($1.other - other) } / count
        // what rounding leaves of a constant is no variance
        guard variance > 1e-18, otherVariance > 1e-18 else { return nil }
        value = max(-1, min(1, covariance / (variance * otherVariance).squareRoot()))
    }
}
