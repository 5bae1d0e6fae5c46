internal import Foundation
public import Tensors

/// The policy's distribution over the next latents: mean [N, C, H, W] and one σ per sample.
public struct GaussianStep {
    /// x̂0, [N, C, H, W].
    public let predictedOriginal: Tensor
    public let mean: Tensor
    /// [N, 1, 1, 1], fp32; 0 where the step is deterministic.
    public let sigma: Tensor

    /// The step that a prediction implies, in fp32 whatever the network ran in.
    ///
    /// - Parameters:
    ///   - prediction: the network's output for `latents`, guidance included.
    ///   - coefficients: one for all samples, or one for each.
    ///   - previousOriginal: x̂0 of the step before, for samplers with a memory.
    public init(
        latents: Tensor, prediction: Tensor, coefficients: [StepCoefficients],
        kind: SchedulerConfiguration.Prediction, previousOriginal: Tensor? = nil
    ) throws {
        func column(_ value: KeyPath<StepCoefficients, Double>) throws -> Tensor {
            try Tensor.of(coefficients.map { Float($0[keyPath: value]) })
                .reshaped(-1, 1, 1, 1).to(latents.device)
        }
        let (signal, noise) = (try column(\.signal), try column(\.noise))
        let (sample, output) = (try latents.to(.float32), try prediction.to(.float32))
        let noisePrediction: Tensor
        switch kind {
        case .noise:
            noisePrediction = output
            predictedOriginal = try (sample - noise * output) / signal
        case .velocity:
            noisePrediction = try signal * output + noise * sample
            predictedOriginal = try signal * sample - noise * output
        }
        let straight =
            try column(\.meanOriginal) * predictedOriginal
            + column(\.meanNoise) * noisePrediction
        if let previousOriginal {
            mean = try straight + column(\.meanChange) * (predictedOriginal - previousOriginal)
        } else {
            mean = straight
        }
        sigma = try column(\.sigma)
    }

    /// Draws the next latents with noise [N, C, H, W].
    public func sample(noise: Tensor) throws -> Tensor { try mean + sigma * noise }

    /// log p of the next latents, as the mean over C×H×W: [N], fp32.
    ///
    /// Not defined at σ = 0, where it is NaN: such steps have no part in a loss.
    public func logProbability(of next: Tensor) throws -> Tensor {
        let distance = try (next.to(.float32) - mean) / sigma
        let density = try distance.squared() * -0.5
        let constant = try sigma.log() + 0.5 * Foundation.log(2 * Double.pi)
        let perSample = try density.mean(1, 2, 3) - constant.reshaped(-1)
        let isRandom = try sigma.reshaped(-1).isGreater(than: 0)
        return try isRandom.choose(perSample, Tensor.full([1], .nan, device: next.device))
    }
}
