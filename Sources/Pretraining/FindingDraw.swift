public import Studies
public import Tensors

/// Draws studies so that rare findings come more often than they are.
public struct FindingDraw {
    /// Running sums of the studies' weights.
    private let sums: [Double]

    /// A study weighs as the root of the rarity of its rarest finding.
    public init(_ studies: [Study]) {
        var counts: [String: Int] = [:]
        for study in studies { for name in study.positives { counts[name, default: 0] += 1 } }
        var sum = 0.0
        sums = studies.map { study in
            let rarest = study.positives.compactMap { counts[$0] }.min() ?? studies.count
            sum += (Double(studies.count) / Double(rarest)).squareRoot()
            return sum
        }
    }

    public func indices(_ count: Int, _ generator: RandomGenerator) throws -> [Int] {
        let total = sums.last ?? 0
        return try generator.uniform([count], dtype: .float64).doubles().map {
            position(of: $0 * total)
        }
    }

    /// The first study whose running sum exceeds the value.
    private func position(of value: Double) -> Int {
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
