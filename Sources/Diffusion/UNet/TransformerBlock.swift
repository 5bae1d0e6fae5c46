internal import Networks
internal import Tensors

/// `diffusers`' BasicTransformerBlock: self-attention, cross-attention, gated feed-forward.
final class TransformerBlock {
    let selfAttention: CrossAttention
    let crossAttention: CrossAttention
    private let norms: [LayerNorm]
    private let gatedExpansion: Linear
    private let contraction: Linear

    init(_ scope: Scope, channels: Int, heads: Int, _ configuration: UNetConfiguration) throws {
        func attention(_ name: String, over contextChannels: Int) throws -> CrossAttention {
            try CrossAttention(
                scope / name, channels: channels, contextChannels: contextChannels, heads: heads,
                isUpcast: configuration.upcastsAttention)
        }
        norms = try (1...3).map { try LayerNorm(scope / "norm\($0)", channels: channels) }
        selfAttention = try attention("attn1", over: channels)
        crossAttention = try attention("attn2", over: configuration.crossAttentionDim)
        let feedForward = scope / "ff" / "net"
        gatedExpansion = try Linear(feedForward / 0 / "proj", channels, channels * 8)
        contraction = try Linear(feedForward / 2, channels * 4, channels)
    }

    /// - Parameter observe: is given the weights of the cross-attention.
    func callAsFunction(
        _ input: Tensor, context: Tensor, observe: ((Tensor) throws -> Void)? = nil
    ) throws -> Tensor {
        // self-attention
        var normed = try norms[0](input)
        var hidden = try input + selfAttention(normed, context: normed)

        // cross-attention
        normed = try norms[1](hidden)
        hidden = try hidden + crossAttention(normed, context: context, observe: observe)

        // gated feed-forward
        let parts = try gatedExpansion(norms[2](hidden)).chunked(2, -1)
        return try hidden + contraction(parts[0] * parts[1].gelu())
    }
}
