internal import Diffusion
internal import Networks
internal import Tensors

/// One post-norm transformer layer of BERT.
final class BERTLayer {
    private let query: Linear
    private let key: Linear
    private let value: Linear
    private let output: Linear
    private let attentionNorm: LayerNorm
    private let expansion: Linear
    private let contraction: Linear
    private let feedForwardNorm: LayerNorm
    private let heads: Int

    init(_ scope: Scope, _ configuration: BERTEncoder.Configuration) throws {
        let (channels, wide) = (configuration.hiddenSize, configuration.intermediateSize)
        let attention = scope / "attention"
        heads = configuration.heads
        query = try Linear(attention / "self" / "query", channels, channels)
        key = try Linear(attention / "self" / "key", channels, channels)
        value = try Linear(attention / "self" / "value", channels, channels)
        output = try Linear(attention / "output" / "dense", channels, channels)
        attentionNorm = try LayerNorm(
            attention / "output" / "LayerNorm", channels: channels, epsilon: BERTEncoder.epsilon)
        expansion = try Linear(scope / "intermediate" / "dense", channels, wide)
        contraction = try Linear(scope / "output" / "dense", wide, channels)
        feedForwardNorm = try LayerNorm(
            scope / "output" / "LayerNorm", channels: channels, epsilon: BERTEncoder.epsilon)
    }

    func callAsFunction(_ input: Tensor) throws -> Tensor {
        let attended = try multiHeadAttention(
            query: query(input), key: key(input), value: value(input), heads: heads)
        let hidden = try attentionNorm(output(attended) + input)
        return try feedForwardNorm(contraction(expansion(hidden).gelu()) + hidden)
    }
}
