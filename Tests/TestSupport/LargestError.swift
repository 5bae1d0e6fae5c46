/// The largest difference of two lists, relative to values that are greater than 1; infinite where
/// they differ in length or a value is not finite.
public func largestError(_ found: [Float], _ expected: [Float]) -> Float {
    guard found.count == expected.count else { return .infinity }
    return zip(found, expected).reduce(0) { largest, pair in
        let error = abs(pair.0 - pair.1) / max(1, abs(pair.1))
        return error.isFinite ? max(largest, error) : .infinity
    }
}
