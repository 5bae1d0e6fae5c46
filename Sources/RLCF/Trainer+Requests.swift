internal import Configuration
public import Diffusion
internal import Networks
internal import Tensors

extension Trainer {
    /// One of the two models that a prompt can be given to.
    public enum Branch: Sendable, CaseIterable {
        case policy, anchor
    }

    /// The denoising of any prompt, with the settings of the rollout, to be pulled in the gaps of
    /// training; it takes no numbers from training's generators.
    ///
    /// From a rollout sample's prompt and seed it makes the same noise.
    public func denoising(
        _ prompt: String, seed: UInt64, branch: Branch
    ) throws -> Denoising {
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
            }
        }
    }
}
