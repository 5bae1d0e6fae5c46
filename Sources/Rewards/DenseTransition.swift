internal import Networks
internal import Tensors

/// What lies between two dense blocks: half of the channels, half of the resolution.
final class DenseTransition {
    private let norm: BatchNorm
    private let convolution: Convolution

    init(_ scope: Scope, _ channels: Int) throws {
        norm = try BatchNorm(scope / "norm", channels: channels)
        convolution = try Convolution(
            scope / "conv", channels, channels / 2, kernel: 1, padding: 0, bias: false)
    }

    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        try convolution(norm(input, isTraining: isTraining).relu()).averagePooled(2)
    }
}
