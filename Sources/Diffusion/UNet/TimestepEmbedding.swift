internal import Foundation
internal import Networks
internal import Tensors

/// Sinusoidal timestep features (Vaswani et al. 2017; Ho et al. 2020) and the two layers that
/// learn from them.
final class TimestepEmbedding {
    private let first: Linear
    private let second: Linear
    private let channels: Int
    private let flipsSineAndCosine: Bool
    private let frequencyShift: Double

    init(_ scope: Scope, _ configuration: UNetConfiguration) throws {
        channels = configuration.blockOutChannels[0]
        flipsSineAndCosine = configuration.flipSinToCos
        frequencyShift = configuration.freqShift
        first = try Linear(scope / "linear_1", channels, channels * 4)
        second = try Linear(scope / "linear_2", channels * 4, channels * 4)
    }

    /// Timesteps [N] to [N, 4·channels].
    func callAsFunction(_ timesteps: Tensor, dtype: DType) throws -> Tensor {
        let half = channels / 2
        let scale = -log(10_000) / (Double(half) - frequencyShift)
        let exponents = try Tensor.range(0, Double(half), device: timesteps.device) * scale
        let angles = try timesteps.to(.float32).reshaped(-1, 1) * exponents.exp().reshaped(1, -1)
        let (sine, cosine) = (try angles.sine(), try angles.cosine())
        let features = try Tensor.concatenated(
            flipsSineAndCosine ? [cosine, sine] : [sine, cosine], -1)
        return try second(first(features.to(dtype)).silu())
    }
}
