internal import Configuration
public import Diffusion
internal import Networks
public import Rewards
public import Tensors

extension Trainer {
    /// One of the models that a prompt can be given to.
    public enum Branch: Sendable, CaseIterable {
        case policy, anchor
        /// The policy with the prompt alone as its context.
        case policyWithoutEmbeddings
    }

    /// The denoising of any prompt, with the settings of the rollout, to be pulled in the gaps of
    /// training; it takes no numbers from training's generators.
    ///
    /// From a rollout sample's prompt and seed it makes the same noise.
    ///
    /// - Parameter steps: where fewer than a rollout's are enough.
    public func denoising(
        _ prompt: String, seed: UInt64, branch: Branch, steps: Int? = nil
    ) throws -> Denoising {
        var rollout = configuration.rollout
        rollout.steps = min(rollout.steps, steps ?? rollout.steps)
        let sampler = try rollout.makeSampler(model.schedule)
        let conditions = try model.conditions(
            [prompt], guidance: configuration.rollout.guidance)
        let generator = try RandomGenerator(seed: seed)
        let initial = try generator.normal([1] + model.latentShape)
            .to(model.device).to(model.unet.store.dtype)
        return try Denoising(sampler, latents: initial, generators: [generator]) {
            [policy, anchor] latents, timesteps in
            switch branch {
            case .policy:
                try policy.predict(latents, timesteps: timesteps, conditions: conditions)
            case .anchor:
                try anchor.predict(latents, timesteps: timesteps, conditions: conditions)
            case .policyWithoutEmbeddings:
                try conditions.predict(policy.unet, latents, timesteps: timesteps)
            }
        }
    }

    /// The log-probability of a stored step under the anchor, as the mean over C×H×W; NaN where
    /// the step is deterministic.
    ///
    /// - Parameters:
    ///   - next: what the sampler handed on, [1, C, H, W].
    ///   - latents: what the step began with, [1, C, H, W].
    ///   - step: of the sampler, from 0.
    ///   - conditions: of the prompt, with the guidance of the rollout.
    public func anchorLogProbability(
        of next: Tensor, from latents: Tensor, step: Int, conditions: Conditions
    ) throws -> Double {
        let coefficients = sampler.steps[step]
        let timesteps = try Tensor.of([coefficients.networkTimestep]).to(latents.device)
        return try withoutGradient {
            try GaussianStep(
                latents: latents,
                prediction: anchor.predict(
                    latents, timesteps: timesteps, conditions: conditions),
                coefficients: [coefficients], kind: sampler.prediction
            ).logProbability(of: next).item()
        }
    }

    /// The prompts of the epoch at work, in the order of a preview's `row`; empty between epochs.
    public var promptsAtWork: [ScoredPrompt] { work?.plan.prompts ?? [] }

    /// What other networks, such as held-out judges, say of the last finished epoch's decoded
    /// images: by name, in the order of the samples; nil before the first.
    public func scores(of judges: [any Reward]) throws -> [String: [Double]]? {
        guard let finishedWork else { return nil }
        let images = try finishedWork.generation.pictures()
        let prompts = finishedWork.plan.samples.map { finishedWork.plan.prompt(of: $0) }
        let pairs = try judges.map { judge in
            let scores = try judge.scores(
                images, prompts: prompts, microBatch: configuration.rollout.microBatch)
            return (judge.name, try scores.doubles())
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
