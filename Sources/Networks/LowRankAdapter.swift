public import Tensors

/// The low-rank addition to a linear layer (Hu et al., "LoRA", ICLR 2022): `α/r · B A x`.
///
/// `A` begins as PyTorch's uniform, `B` as zeros, so that a fresh adapter changes nothing.
public final class LowRankAdapter {
    /// A, [rank, inputs].
    public let down: Parameter
    /// B, [outputs, rank].
    public let up: Parameter
    /// α / rank.
    public let scale: Double

    public init(
        _ scope: Scope, inputs: Int, outputs: Int, rank: Int, alpha: Double
    ) throws {
        down = try (scope / "lora_A").parameter("weight", [rank, inputs], .fanIn(inputs))
        up = try (scope / "lora_B").parameter("weight", [outputs, rank], .constant(0))
        scale = alpha / Double(rank)
    }

    /// The addition, in the adapter's own precision whatever the layer's.
    public func callAsFunction(_ input: Tensor) throws -> Tensor {
        try withAutocast(nil, device: input.device) {
            try input.to(down.value.dtype).linear(down.value, nil).linear(up.value, nil) * scale
        }
    }

    /// What to add to the layer's weight for the same effect.
    public func weightChange() throws -> Tensor {
        try up.value.matmul(down.value) * scale
    }
}
