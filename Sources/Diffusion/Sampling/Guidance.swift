public import Tensors

/// Classifier-free guidance (Ho & Salimans, 2022): what the network is asked, and what is made of
/// its answers.
public struct Guidance {
    /// 1 asks once and is unguided.
    public let scale: Double
    /// [N or 1, L, D].
    public let context: Tensor
    /// The context of the empty prompt, [1, L, D]; needed where the scale is not 1.
    public let unconditionalContext: Tensor?

    public init(scale: Double, context: Tensor, unconditionalContext: Tensor?) throws {
        guard scale == 1 || unconditionalContext != nil else {
            throw ModelError("Guidance of \(scale) needs the context of the empty prompt.")
        }
        self.scale = scale
        self.context = context
        self.unconditionalContext = unconditionalContext
    }

    /// The prediction for latents [N, C, H, W] at timesteps [N].
    public func predict(
        _ unet: UNet, _ latents: Tensor, timesteps: Tensor
    ) throws -> Tensor {
        let count = latents.size(0)
        let conditions = try context.expanded(count, -1, -1)
        guard scale != 1, let unconditionalContext else {
            return try unet(latents, timesteps: timesteps, context: conditions)
        }
        let output = try unet(
            Tensor.concatenated([latents, latents], 0),
            timesteps: Tensor.concatenated([timesteps, timesteps], 0),
            context: Tensor.concatenated(
                [unconditionalContext.expanded(count, -1, -1), conditions], 0))
        let parts = try output.to(.float32).chunked(2, 0)
        return try parts[0] + (parts[1] - parts[0]) * scale
    }
}
