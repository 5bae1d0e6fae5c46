internal import Networks
internal import Tensors

/// Attention of picture positions over a context, or over themselves.
final class CrossAttention {
    let query: Linear
    let key: Linear
    let value: Linear
    let output: Linear
    private let heads: Int
    private let isUpcast: Bool

    /// - Parameter isUpcast: compute the attention itself in single precision.
    init(
        _ scope: Scope, channels: Int, contextChannels: Int, heads: Int, isUpcast: Bool = false
    ) throws {
        query = try Linear(scope / "to_q", channels, channels, bias: false)
        key = try Linear(scope / "to_k", contextChannels, channels, bias: false)
        value = try Linear(scope / "to_v", contextChannels, channels, bias: false)
        output = try Linear(scope / "to_out" / 0, channels, channels)
        self.heads = heads
        self.isUpcast = isUpcast
    }

    /// - Parameter observe: is given the weights [N, positions, tokens], the mean over the heads.
    func callAsFunction(
        _ input: Tensor, context: Tensor, observe: ((Tensor) throws -> Void)? = nil
    ) throws -> Tensor {
        func exact(_ tensor: Tensor) throws -> Tensor {
            isUpcast ? try tensor.to(.float32) : tensor
        }
        let queries = try exact(query(input))
        let keys = try exact(key(context))
        try observe?(attentionWeights(query: queries, key: keys, heads: heads))
        let attended = try multiHeadAttention(
            query: queries, key: keys, value: exact(value(context)), heads: heads)
        return try output(isUpcast ? attended.to(input.dtype) : attended)
    }

    /// The four layers that low-rank adapters are attached to, by checkpoint name.
    var projections: [(name: String, layer: Linear)] {
        [("to_q", query), ("to_k", key), ("to_v", value), ("to_out.0", output)]
    }
}
