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
        var (together, alone, opposite) = (0.0, 0.0, 0.0)
        for pair in pairs {
            together += (pair.one - one) * (pair.other - other)
            alone += (pair.one - one) * (pair.one - one)
            opposite += (pair.other - other) * (pair.other - other)
        }
        // what rounding leaves of a constant is no variance
        guard alone > 1e-18 * count, opposite > 1e-18 * count else { return nil }
        value = max(-1, min(1, together / (alone * opposite).squareRoot()))
    }
}
