public import Diffusion
public import Tensors

/// What a batch of samples is made from: a context for each, that of the empty prompt, and how
/// strongly the network is guided from the one to the other.
///
/// Rollout and update share this value, because guidance must be the same in both.
public struct Conditions {
    /// 1 is unguided.
    public let guidance: Double
    /// [N, L, D]; [1, L, D] serves all samples.
    public let context: Tensor
    /// [1, L, D], where guided.
    public let unconditional: Tensor?

    public init(guidance: Double, context: Tensor, unconditional: Tensor?) {
        self.guidance = guidance
        self.context = context
        self.unconditional = unconditional
    }

    /// The conditions of the samples whose contexts have these places.
    public func selecting(_ rows: [Int]) throws -> Conditions {
        Conditions(
            guidance: guidance, context: try context.selecting(0, rows),
            unconditional: unconditional)
    }

    func mapContexts(_ transform: (Tensor) throws -> Tensor) throws -> Conditions {
        Conditions(
            guidance: guidance, context: try transform(context),
            unconditional: try unconditional.map(transform))
    }

    /// A network's prediction under these conditions.
    func predict(_ unet: UNet, _ latents: Tensor, timesteps: Tensor) throws -> Tensor {
        try Guidance(scale: guidance, context: context, unconditionalContext: unconditional)
            .predict(unet, latents, timesteps: timesteps)
    }
}

extension DiffusionModel {
    /// The conditions of prompts, one row each; texts beyond the context are cut.
    public func conditions(_ prompts: [String], guidance: Double) throws -> Conditions {
        Conditions(
            guidance: guidance, context: try encode(prompts, truncates: true),
            unconditional: guidance == 1 ? nil : try encode([""]))
    }
}
