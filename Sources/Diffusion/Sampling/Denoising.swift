public import Tensors

/// A walk from noise to latents, pulled step by step.
///
/// Everything that a policy gradient needs is exact: the latent that a step stores is the one that
/// the next step consumes, and its log-probability is taken after rounding to its type.
public final class Denoising {
    /// What one step left behind; all tensors hold the whole batch.
    public struct Step {
        /// 0 is the first.
        public let index: Int
        public let coefficients: StepCoefficients
        /// x̂0, fp32.
        public let predictedOriginal: Tensor
        /// What the sampler hands on.
        public let latents: Tensor
        /// [N], fp32; NaN where the step is deterministic.
        public let logProbabilities: Tensor
    }

    public let sampler: Sampler
    /// What the next step begins with; at first the noise, as the sampler scales it.
    public private(set) var latents: Tensor
    /// Steps that are done.
    public private(set) var completed = 0
    private var lastOriginal: Tensor?
    private let predict: (_ latents: Tensor, _ timesteps: Tensor) throws -> Tensor
    private let generators: [RandomGenerator]

    /// - Parameters:
    ///   - latents: standard normal noise [N, C, H, W].
    ///   - generators: the noise of each sample's steps, one for each; not used where η is 0.
    ///   - predict: the network's prediction, guidance included.
    public init(
        _ sampler: Sampler, latents: Tensor, generators: [RandomGenerator],
        predict: @escaping (_ latents: Tensor, _ timesteps: Tensor) throws -> Tensor
    ) throws {
        guard generators.count == latents.size(0) || sampler.steps.allSatisfy({ $0.sigma == 0 })
        else {
            throw ModelError("A random sampler needs one generator for each sample.")
        }
        self.sampler = sampler
        self.latents =
            sampler.initialScale == 1
            ? latents : try (latents.to(.float32) * sampler.initialScale).to(latents.dtype)
        self.generators = generators
        self.predict = predict
    }

    /// The next step, or nil after the last; outside autograd.
    public func next() throws -> Step? {
        guard completed < sampler.steps.count else { return nil }
        return try withoutGradient {
            let coefficients = sampler.steps[completed]
            let step = try GaussianStep(
                latents: latents, prediction: predict(latents, timesteps(coefficients)),
                coefficients: [coefficients], kind: sampler.prediction,
                previousOriginal: lastOriginal)
            let next =
                coefficients.sigma > 0
                ? try step.sample(noise: noise()).to(latents.dtype)
                : try step.mean.to(latents.dtype)
            let result = Step(
                index: completed, coefficients: coefficients,
                predictedOriginal: step.predictedOriginal, latents: next,
                logProbabilities: try step.logProbability(of: next)
                    .expanded(latents.size(0)))
            latents = next
            if sampler.kind == .dpmSolver { lastOriginal = step.predictedOriginal }
            completed += 1
            return result
        }
    }

    /// [N], whole numbers where the sampler does not interpolate.
    private func timesteps(_ coefficients: StepCoefficients) throws -> Tensor {
        let timestep = coefficients.networkTimestep
        return try .full(
            [latents.size(0)], timestep,
            dtype: timestep == timestep.rounded() ? .int64 : .float32, device: latents.device)
    }

    /// Each sample draws from its own generator, so that it can be made again alone.
    private func noise() throws -> Tensor {
        let shape = [1] + latents.shape.dropFirst()
        return try Tensor.concatenated(
            generators.map { try $0.normal(shape).to(latents.device) }, 0)
    }
}
