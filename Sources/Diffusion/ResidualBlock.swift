internal import Networks
internal import Tensors

/// `diffusers`' ResnetBlock2D: two normalised convolutions around a shortcut, with the timestep
/// embedding added between them where there is one.
final class ResidualBlock {
    private let firstNorm: GroupNorm
    private let firstConvolution: Convolution
    private let timeProjection: Linear?
    private let secondNorm: GroupNorm
    private let secondConvolution: Convolution
    private let shortcut: Convolution?

    init(
        _ scope: Scope, _ inputs: Int, _ outputs: Int, timeChannels: Int?, groups: Int,
        epsilon: Double
    ) throws {
        firstNorm = try GroupNorm(
            scope / "norm1", groups: groups, channels: inputs, epsilon: epsilon)
        firstConvolution = try Convolution(scope / "conv1", inputs, outputs, kernel: 3)
        timeProjection = try timeChannels.map {
            try Linear(scope / "time_emb_proj", $0, outputs)
        }
        secondNorm = try GroupNorm(
            scope / "norm2", groups: groups, channels: outputs, epsilon: epsilon)
        secondConvolution = try Convolution(scope / "conv2", outputs, outputs, kernel: 3)
        shortcut =
            inputs == outputs
            ? nil : try Convolution(scope / "conv_shortcut", inputs, outputs, kernel: 1)
    }

    /// - Parameter time: the timestep embedding [N, T] after its activation.
    func callAsFunction(_ input: Tensor, time: Tensor? = nil) throws -> Tensor {
        var hidden = try firstConvolution(firstNorm(input).silu())
        if let time, let timeProjection {
            hidden = try hidden + timeProjection(time).reshaped(input.size(0), -1, 1, 1)
        }
        hidden = try secondConvolution(secondNorm(hidden).silu())
        return try hidden + (shortcut?(input) ?? input)
    }
}
