internal import Networks
internal import Tensors

/// Convolutions of 1×1, 3×3 and 1×1 with batch norm, the middle one with the stride, added to
/// their input or to its projection.
final class BottleneckBlock: ResidualUnit {
    private let convolutions: [Convolution]
    private let norms: [BatchNorm]
    private let shortcut: Shortcut?

    init(
        _ scope: Scope, _ inputs: Int, _ width: Int, expansion: Int, stride: Int
    ) throws {
        let outputs = width * expansion
        convolutions = [
            try Convolution(scope / "conv1", inputs, width, kernel: 1, padding: 0, bias: false),
            try Convolution(
                scope / "conv2", width, width, kernel: 3, stride: stride, bias: false),
            try Convolution(scope / "conv3", width, outputs, kernel: 1, padding: 0, bias: false),
        ]
        norms = try [width, width, outputs].enumerated().map { index, channels in
            try BatchNorm(scope / "bn\(index + 1)", channels: channels)
        }
        shortcut = try Shortcut.needed(scope / "downsample", inputs, outputs, stride: stride)
    }

    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        var hidden = input
        for (index, (convolution, norm)) in zip(convolutions, norms).enumerated() {
            if index > 0 { hidden = try hidden.relu() }
            hidden = try norm(convolution(hidden), isTraining: isTraining)
        }
        let base = try shortcut?(input, isTraining: isTraining) ?? input
        return try (hidden + base).relu()
    }
}
