internal import Networks
internal import Tensors

/// Halves the sides with a strided convolution.
final class Downsampler {
    private let convolution: Convolution
    private let isPaddedAsymmetrically: Bool

    /// - Parameter isPaddedAsymmetrically: pads right and below only, as the autoencoder does.
    init(_ scope: Scope, channels: Int, isPaddedAsymmetrically: Bool = false) throws {
        convolution = try Convolution(
            scope / "downsamplers" / 0 / "conv", channels, channels, kernel: 3, stride: 2,
            padding: isPaddedAsymmetrically ? 0 : 1)
        self.isPaddedAsymmetrically = isPaddedAsymmetrically
    }

    func callAsFunction(_ input: Tensor) throws -> Tensor {
        try convolution(isPaddedAsymmetrically ? input.padded([0, 1, 0, 1]) : input)
    }
}

/// Doubles the sides by repeating pixels, then convolves.
final class Upsampler {
    private let convolution: Convolution

    init(_ scope: Scope, channels: Int) throws {
        convolution = try Convolution(
            scope / "upsamplers" / 0 / "conv", channels, channels, kernel: 3)
    }

    /// - Parameter size: height and width of the result, where it is not twice the input's.
    func callAsFunction(_ input: Tensor, size: (height: Int, width: Int)? = nil) throws -> Tensor {
        let (height, width) = size ?? (input.size(2) * 2, input.size(3) * 2)
        return try convolution(input.upsampledNearest(height: height, width: width))
    }
}
