/// How far probabilities are from the frequencies that they claim.
public enum CalibrationError {
    /// The expected calibration error (Naeini et al., AAAI 2015) with bins of equally many cases,
    /// which suit rare findings: the mean distance between a bin's mean probability and its share
    /// of positives.
    public static func expected(
        _ probabilities: [Double], isPositive: [Bool], bins: Int = 10
    ) -> Double {
        precondition(probabilities.count == isPositive.count, "one label for each probability")
        let cases = zip(probabilities, isPositive).sorted { $0.0 < $1.0 }
        let count = cases.count
        return (0..<bins).reduce(0) { sum, bin in
            let members = cases[bin * count / bins..<(bin + 1) * count / bins]
            let gap = members.reduce(0) { $0 + $1.0 - ($1.1 ? 1 : 0) }
            return sum + abs(gap) / Double(count)
        }
    }
}
