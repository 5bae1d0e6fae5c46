internal import Networks
internal import Tensors

/// Two 3×3 convolutions with batch norm, added to their input or to its projection.
final class ResidualBlock: ResidualUnit {
    private let first: Convolution
    private let firstNorm: BatchNorm
    private let second: Convolution
    private let secondNorm: BatchNorm
    private let shortcut: Shortcut?

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int, stride: Int) throws {
        first = try Convolution(
            scope / "conv1", inputs, outputs, kernel: 3, stride: stride, bias: false)
        firstNorm = try BatchNorm(scope / "bn1", channels: outputs)
        second = try Convolution(scope / "conv2", outputs, outputs, kernel: 3, bias: false)
        secondNorm = try BatchNorm(scope / "bn2", channels: outputs)
        shortcut = try Shortcut.needed(scope / "downsample", inputs, outputs, stride: stride)
    }

    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        let hidden = try firstNorm(first(input), isTraining: isTraining).relu()
        let output = try secondNorm(second(hidden), isTraining: isTraining)
        let base = try shortcut?(input, isTraining: isTraining) ?? input
        return try (output + base).relu()
    }
}
