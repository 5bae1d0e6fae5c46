internal import Configuration
internal import Diffusion
internal import Networks
internal import Rewards
internal import Tensors

/// Measures what the passes of training take on a model and a machine, in as few passes as that
/// needs; nothing is learned.
public final class ResourceProbe {
    /// What watches the memory.
    public struct Meter {
        /// Begins to watch, from the bytes that are resident then.
        public var begin: () -> Void
        /// The most bytes that were resident since, beyond those at the beginning.
        public var peak: () -> Int

        public init(begin: @escaping () -> Void, peak: @escaping () -> Int) {
            self.begin = begin
            self.peak = peak
        }
    }

    private let trainer: Trainer
    private let meter: Meter
    private let conditions: Conditions

    /// A pass that keeps its activations takes up to so many times the memory of one that computes
    /// them again.
    private static let keptActivations = 12

    public init(_ trainer: Trainer, meter: Meter) throws {
        self.trainer = trainer
        self.meter = meter
        conditions = try trainer.model.conditions(
            [trainer.prompts[0].text], guidance: trainer.configuration.rollout.guidance)
    }

    /// - Parameter budget: bytes that passes may take; a pass that keeps its activations is not
    ///   tried where it would hardly fit.
    public func costs(budget: Int) throws -> MemoryPlan.Costs {
        let unet = trainer.model.unet
        defer { unet.recomputesActivations = trainer.configuration.rlcf.recompute }
        try sample(1)  // weights that are mapped are read now
        let sampling = try cost(sample)
        let judging = try cost(judge)
        unet.recomputesActivations = true
        let careful = try cost(update)
        let mayKeep = careful.bytes(of: 1) * Self.keptActivations <= budget
        guard !trainer.configuration.rlcf.recompute, mayKeep else {
            return MemoryPlan.Costs(
                sampling: sampling, judging: judging, update: careful, recomputes: true)
        }
        unet.recomputesActivations = false
        return MemoryPlan.Costs(
            sampling: sampling, judging: judging, update: try cost(update), recomputes: false)
    }

    private func cost(_ pass: (Int) throws -> Void) throws -> PassCost {
        func measure(_ items: Int) throws -> PassCost.Measurement {
            meter.begin()
            let duration = try ContinuousClock().measure { try pass(items) }
            return PassCost.Measurement(bytes: meter.peak(), seconds: duration / .seconds(1))
        }
        return PassCost(one: try measure(1), two: try measure(2))
    }

    private func latents(_ count: Int) throws -> Tensor {
        try RandomGenerator(seed: 1).normal([count] + trainer.model.latentShape)
            .to(trainer.model.device)
    }

    private func predict(_ latents: Tensor) throws -> Tensor {
        let count = latents.size(0)
        let timesteps = try Tensor.full(
            [count], trainer.sampler.steps[0].networkTimestep, device: latents.device)
        return try trainer.policy.predict(
            latents, timesteps: timesteps,
            conditions: conditions.selecting([Int](repeating: 0, count: count)))
    }

    private func sample(_ count: Int) throws {
        _ = try withoutGradient { try predict(latents(count)).sum().item() }
    }

    private func judge(_ count: Int) throws {
        let pictures = try trainer.model.decode(latents(count))
        let prompts = Array(repeating: trainer.prompts[0], count: count)
        for reward in trainer.rewards {
            _ = try reward.scores(pictures, prompts: prompts, microBatch: count).doubles()
        }
    }

    private func update(_ count: Int) throws {
        let latents = try latents(count)
        try withGradient(enabled: true) {
            let step = try GaussianStep(
                latents: latents, prediction: predict(latents),
                coefficients: [trainer.sampler.steps[0]], kind: trainer.sampler.prediction)
            try step.logProbability(of: latents).sum().backward()
        }
        trainer.optimizer.clearGradients()
    }
}
