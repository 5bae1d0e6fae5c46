import Tensors

/// How fast this machine multiplies matrices in fp32.
enum MatrixSpeed {
    /// GFLOP/s of products of side 1536, the median of several.
    static func measure(repeats: Int = 7) throws -> Double {
        let size = 1536
        let generator = try RandomGenerator(seed: 2)
        let left = try generator.normal([size, size])
        let right = try generator.normal([size, size])
        _ = try left.matmul(right)
        let clock = ContinuousClock()
        let seconds = try (0..<repeats).map { _ in
            try clock.measure { _ = try left.matmul(right) } / .seconds(1)
        }
        return 2 * Double(size * size * size) / seconds.median / 1e9
    }
}

extension [Double] {
    /// NaN where there is none.
    var median: Double {
        guard !isEmpty else { return .nan }
        let ordered = sorted()
        let middle = count / 2
        return count.isMultiple(of: 2)
            ? (ordered[middle - 1] + ordered[middle]) / 2 : ordered[middle]
    }
}
