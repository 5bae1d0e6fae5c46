internal import Diffusion
public import Tensors

extension Trainer {
    /// Where the policy as it is now looks in its context when it denoises latents.
    ///
    /// - Parameters:
    ///   - latents: what the step begins with, [1, C, H, W].
    ///   - step: of the sampler, from 0.
    ///   - conditions: of the prompt, with the guidance of the rollout.
    /// - Returns: [L + ACE tokens, H, W], which sums to 1 over the tokens.
    public func attention(
        _ latents: Tensor, step: Int, conditions: Conditions
    ) throws -> Tensor {
        let timesteps = try Tensor.of([sampler.steps[step].networkTimestep]).to(latents.device)
        return try policy.unet.recordingAttention(
            height: latents.size(2), width: latents.size(3)
        ) {
            _ = try policy.predict(latents, timesteps: timesteps, conditions: conditions)
        }
    }
}
