internal import Networks
internal import Tensors

/// The projection of a block's input to its output's channels and resolution.
final class Shortcut {
    private let convolution: Convolution
    private let norm: BatchNorm

    private init(_ scope: Scope, _ inputs: Int, _ outputs: Int, stride: Int) throws {
        convolution = try Convolution(
            scope / 0, inputs, outputs, kernel: 1, stride: stride, padding: 0, bias: false)
        norm = try BatchNorm(scope / 1, channels: outputs)
    }

    /// Nil where input and output are of one shape.
    static func needed(
        _ scope: Scope, _ inputs: Int, _ outputs: Int, stride: Int
    ) throws -> Shortcut? {
        guard stride != 1 || inputs != outputs else { return nil }
        return try Shortcut(scope, inputs, outputs, stride: stride)
    }

    func callAsFunction(_ input: Tensor, isTraining: Bool) throws -> Tensor {
        try norm(convolution(input), isTraining: isTraining)
    }
}
