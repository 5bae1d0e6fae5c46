internal import Foundation
public import Tensors

/// Multi-scale structural similarity (Wang, Simoncelli, Bovik, "Multiscale structural similarity
/// for image quality assessment", Asilomar 2003) of grey pictures in 0…1.
///
/// Five scales of the usual window of 11 need sides above 160; a window of 7 fits 128.
public struct StructuralSimilarity: Sendable {
    /// Side of the Gaussian window in pixels, odd.
    public var window = 7
    /// Of the window, in pixels.
    public var deviation = 1.5
    /// The exponents of the scales, the finest first; as many as there are scales.
    public var weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]

    /// Constants for a dynamic range of 1.
    private static let (luminance, contrast) = (0.01 * 0.01, 0.03 * 0.03)

    public init() {}

    /// Pixels of the smallest side that all scales fit into.
    public var leastSide: Int { window << max(0, weights.count - 1) }

    func fits(_ pictures: Tensor) -> Bool {
        !weights.isEmpty && min(pictures.size(2), pictures.size(3)) >= leastSide
    }

    /// The similarity [N] of pictures [N, 1, H, W] in pairs, fp32.
    ///
    /// - Throws: `EvaluationError` where the coarsest scale is smaller than the window.
    public func similarity(_ left: Tensor, _ right: Tensor) throws -> [Double] {
        guard fits(left) else {
            throw EvaluationError(
                "Pictures of \(left.size(3))×\(left.size(2)) are too small for "
                    + "\(weights.count) scales of a window of \(window).")
        }
        var (left, right) = (left, right)
        var result = [Double](repeating: 1, count: left.size(0))
        for (scale, weight) in weights.enumerated() {
            let (structure, whole) = try components(left, right)
            let factors = scale == weights.count - 1 ? whole : structure
            for index in result.indices { result[index] *= pow(max(0, factors[index]), weight) }
            (left, right) = (try left.averagePooled(2), try right.averagePooled(2))
        }
        return result
    }

    /// For each group of pictures that follow each other, the mean similarity over all its pairs:
    /// low where the pictures of a prompt differ from each other.
    ///
    /// - Parameter size: pictures of a group, at least 2.
    public func meanOverPairs(_ pictures: Tensor, groupsOf size: Int) throws -> [Double] {
        precondition(size > 1, "a pair needs two pictures")
        return try stride(from: 0, to: pictures.size(0), by: size).map { start in
            let pairs = (0..<size).flatMap { first in
                (first + 1..<size).map { (start + first, start + $0) }
            }
            return try similarity(
                pictures.selecting(0, pairs.map(\.0)), pictures.selecting(0, pairs.map(\.1))
            ).mean
        }
    }

    /// Means over a scale of contrast and structure, and of those with luminance, for each pair.
    private func components(
        _ left: Tensor, _ right: Tensor
    ) throws -> (structure: [Double], whole: [Double]) {
        let meanLeft = try smoothed(left)
        let meanRight = try smoothed(right)
        let varianceLeft = try smoothed(left.squared()) - meanLeft.squared()
        let varianceRight = try smoothed(right.squared()) - meanRight.squared()
        let covariance = try smoothed(left * right) - meanLeft * meanRight
        let structure =
            try (covariance * 2 + Self.contrast) / (varianceLeft + varianceRight + Self.contrast)
        let luminance =
            try (meanLeft * meanRight * 2 + Self.luminance)
            / (meanLeft.squared() + meanRight.squared() + Self.luminance)
        return (
            try structure.mean(1, 2, 3).doubles(),
            try (structure * luminance).mean(1, 2, 3).doubles()
        )
    }

    /// Where the whole window lies inside.
    private func smoothed(_ pictures: Tensor) throws -> Tensor {
        let positions = (0..<window).map { Double($0 - window / 2) }
        let bell = positions.map { exp(-$0 * $0 / (2 * deviation * deviation)) }
        let total = bell.reduce(0, +)
        let kernel = bell.flatMap { row in bell.map { Float(row * $0 / (total * total)) } }
        return try pictures.convolution(
            Tensor.of(kernel, shape: [1, 1, window, window]).to(pictures.device), nil)
    }
}
