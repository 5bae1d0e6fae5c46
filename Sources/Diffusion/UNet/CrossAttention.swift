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
        let (queries, keys, values) = try (query(input), key(context), value(context))
        try observe?(
            withAutocast(nil, device: input.device) {
                try attentionWeights(
                    query: queries.to(.float32), key: keys.to(.float32), heads: heads)
            })
        guard isUpcast else {
            return try output(
                multiHeadAttention(query: queries, key: keys, value: values, heads: heads))
        }
        let attended = try withAutocast(nil, device: input.device) {
            try multiHeadAttention(
                query: queries.to(.float32), key: keys.to(.float32), value: values.to(.float32),
                heads: heads)
        }
        return try output(attended.to(queries.dtype))
    }

    /// The four layers that low-rank adapters are attached to, by checkpoint name.
    var projections: [(name: String, layer: Linear)] {
        [("to_q", query), ("to_k", key), ("to_v", value), ("to_out.0", output)]
    }
}
