internal import Networks
internal import Tensors

/// Two 3×3 convolutions with batch norm, added to their input or to its projection.
final class ResidualBlock {
    private let first: Convolution
    private let firstNorm: BatchNorm
    private let second: Convolution
    private let secondNorm: BatchNorm
    private let shortcut: (convolution: Convolution, norm: BatchNorm)?

    init(_ scope: Scope, _ inputs: Int, _ outputs: Int, stride: Int) throws {
        first = try Convolution(
            scope / "conv1", inputs, outputs, kernel: 3, stride: stride, bias: false)
        firstNorm = try BatchNorm(scope / "bn1", channels: outputs)
        second = try Convolution(scope / "conv2", outputs, outputs, kernel: 3, bias: false)
        secondNorm = try BatchNorm(scope / "bn2", channels: outputs)
        guard stride != 1 || inputs != outputs else {
            shortcut = nil
            return
        }
        let place = scope / "downsample"
        shortcut = (
            try Convolution(
                place / 0, inputs, outputs, kernel: 1, stride: stride, padding: 0, bias: false),
            try BatchNorm(place / 1, channels: outputs)
        )
    }

    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        let hidden = try firstNorm(first(input), isTraining: isTraining).relu()
        let output = try secondNorm(second(hidden), isTraining: isTraining)
        guard let shortcut else { return try (output + input).relu() }
        let projection = try shortcut.norm(shortcut.convolution(input), isTraining: isTraining)
        return try (output + projection).relu()
    }
}
