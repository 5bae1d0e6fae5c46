extension [Double] {
    /// NaN where there is none.
    var mean: Double { reduce(0, +) / Double(count) }

    /// The population's standard deviation; NaN where there is none.
    var deviation: Double {
        let mean = mean
        return (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)).squareRoot()
    }
}
