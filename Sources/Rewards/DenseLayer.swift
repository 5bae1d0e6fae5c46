internal import Networks
internal import Tensors

/// A bottleneck and a 3×3 convolution, each after batch norm, whose output is appended to their
/// input's channels.
final class DenseLayer {
    private let firstNorm: BatchNorm
    private let first: Convolution
    private let secondNorm: BatchNorm
    private let second: Convolution

    init(_ scope: Scope, _ inputs: Int, growth: Int, bottleneck: Int) throws {
        let hidden = bottleneck * growth
        firstNorm = try BatchNorm(scope / "norm1", channels: inputs)
        first = try Convolution(
            scope / "conv1", inputs, hidden, kernel: 1, padding: 0, bias: false)
        secondNorm = try BatchNorm(scope / "norm2", channels: hidden)
        second = try Convolution(scope / "conv2", hidden, growth, kernel: 3, bias: false)
    }

    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        let hidden = try first(firstNorm(input, isTraining: isTraining).relu())
        let added = try second(secondNorm(hidden, isTraining: isTraining).relu())
        return try .concatenated([input, added], 1)
    }
}
