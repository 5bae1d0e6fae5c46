internal import Foundation
public import Tensors

/// Random changes of pictures [N, 1, H, W] in [0, 1] that leave what they show.
public enum Augmentation {
    /// Brightness by up to ±`brightness`, contrast by up to ±`contrast` as a share.
    public static func exposure(
        _ pictures: Tensor, brightness: Double, contrast: Double, _ generator: RandomGenerator
    ) throws -> Tensor {
        let shape = [pictures.size(0), 1, 1, 1]
        let gain = try (generator.uniform(shape) * 2 - 1) * contrast + 1
        let shift = try (generator.uniform(shape) * 2 - 1) * brightness
        return try ((pictures - 0.5) * gain + 0.5 + shift).clamped(0...1)
    }

    /// Blurs a share of the pictures by a Gaussian of one drawn deviation, and puts faint noise in
    /// place of the lost detail: a network that learns from them does not live on sharpness.
    ///
    /// - Parameters:
    ///   - share: of the pictures, from the first on.
    ///   - deviations: in pixels.
    public static func blur(
        _ pictures: Tensor, share: Double, deviations: ClosedRange<Double>,
        noise: Double = 0.01, _ generator: RandomGenerator
    ) throws -> Tensor {
        let count = Int((Double(pictures.size(0)) * share).rounded())
        guard count > 0 else { return pictures }
        let drawn = Double(try generator.uniform([1]).floats()[0])
        let deviation =
            deviations.lowerBound + drawn * (deviations.upperBound - deviations.lowerBound)
        let blurred = try smoothed(pictures.sliced(0, 0..<count), deviation)
        let grain = try generator.normal(blurred.shape) * noise
        let rest = try pictures.sliced(0, count..<pictures.size(0))
        return try Tensor.concatenated([(blurred + grain).clamped(0...1), rest], 0)
    }

    /// A separable Gaussian, normalised at the edges by the part of it that lies inside.
    private static func smoothed(_ pictures: Tensor, _ deviation: Double) throws -> Tensor {
        let radius = max(1, Int((3 * deviation).rounded(.up)))
        let weights = (-radius...radius).map { Float(exp(-pow(Double($0) / deviation, 2) / 2)) }
        let row = try Tensor.of(weights, shape: [1, 1, 1, weights.count])
        let column = try Tensor.of(weights, shape: [1, 1, weights.count, 1])
        func spread(_ values: Tensor) throws -> Tensor {
            let padded = try values.padded([radius, radius, radius, radius])
            return try padded.convolution(row, nil).convolution(column, nil)
        }
        let ones = try Tensor.full([1, 1, pictures.size(2), pictures.size(3)], 1)
        return try spread(pictures) / spread(ones)
    }

    /// Each picture mixed with another, and its targets [N, K] in the same proportion λ, drawn
    /// from Beta(α, α) (Zhang et al., "mixup", ICLR 2018).
    public static func mix(
        _ pictures: Tensor, _ targets: Tensor, concentration: Double,
        _ generator: RandomGenerator
    ) throws -> (pictures: Tensor, targets: Tensor) {
        let count = pictures.size(0)
        let shares = try (0..<count).map { _ in Float(try beta(concentration, generator)) }
        let others = try generator.permutation(count)
        func mixed(_ values: Tensor, _ shape: [Int]) throws -> Tensor {
            let share = try Tensor.of(shares, shape: shape)
            return try values * share + values.selecting(0, others) * (1 - share)
        }
        return try (mixed(pictures, [count, 1, 1, 1]), mixed(targets, [count, 1]))
    }

    /// Jöhnk's way to draw from Beta(α, α), for small α.
    private static func beta(_ concentration: Double, _ generator: RandomGenerator) throws -> Double
    {
        while true {
            let powers = try generator.uniform([2], dtype: .float64).doubles()
                .map { pow($0, 1 / concentration) }
            let sum = powers[0] + powers[1]
            if sum > 0, sum <= 1 { return powers[0] / sum }
        }
    }
}
