public import Networks
public import Tensors

/// One pre-norm transformer layer of CLIP's encoders.
public final class TextEncoderLayer {
    private let attentionNorm: LayerNorm
    private let query: Linear
    private let key: Linear
    private let value: Linear
    private let output: Linear
    private let feedForwardNorm: LayerNorm
    private let expansion: Linear
    private let contraction: Linear
    private let heads: Int
    private let activation: TextEncoderConfiguration.Activation

    public init(_ scope: Scope, _ configuration: TextEncoderConfiguration) throws {
        let size = configuration.hiddenSize
        let attention = scope / "self_attn"
        heads = configuration.heads
        activation = configuration.activation
        attentionNorm = try LayerNorm(
            scope / "layer_norm1", channels: size, epsilon: configuration.layerNormEpsilon)
        query = try Linear(attention / "q_proj", size, size)
        key = try Linear(attention / "k_proj", size, size)
        value = try Linear(attention / "v_proj", size, size)
        output = try Linear(attention / "out_proj", size, size)
        feedForwardNorm = try LayerNorm(
            scope / "layer_norm2", channels: size, epsilon: configuration.layerNormEpsilon)
        expansion = try Linear(scope / "mlp" / "fc1", size, configuration.intermediateSize)
        contraction = try Linear(scope / "mlp" / "fc2", configuration.intermediateSize, size)
    }

    public func callAsFunction(_ input: Tensor, mask: Tensor? = nil) throws -> Tensor {
        let normed = try attentionNorm(input)
        let attended = try multiHeadAttention(
            query: query(normed), key: key(normed), value: value(normed), heads: heads,
            mask: mask)
        let hidden = try input + output(attended)
        let expanded = try expansion(feedForwardNorm(hidden))
        let activated =
            switch activation {
            case .quickGELU: try expanded.quickGELU()
            case .gelu: try expanded.gelu()
            }
        return try hidden + contraction(activated)
    }
}
