internal import Networks
internal import Tensors

/// Attention of picture positions over a context, or over themselves.
final class CrossAttention {
    let query: Linear
    let key: Linear
    let value: Linear
    let output: Linear
    private let heads: Int

    init(_ scope: Scope, channels: Int, contextChannels: Int, heads: Int) throws {
        query = try Linear(scope / "to_q", channels, channels, bias: false)
        key = try Linear(scope / "to_k", contextChannels, channels, bias: false)
        value = try Linear(scope / "to_v", contextChannels, channels, bias: false)
        output = try Linear(scope / "to_out" / 0, channels, channels)
        self.heads = heads
    }

    func callAsFunction(_ input: Tensor, context: Tensor) throws -> Tensor {
        let attended = try multiHeadAttention(
            query: query(input), key: key(context), value: value(context), heads: heads)
        return try output(attended)
    }

    /// The four layers that low-rank adapters are attached to, by checkpoint name.
    var projections: [(name: String, layer: Linear)] {
        [("to_q", query), ("to_k", key), ("to_v", value), ("to_out.0", output)]
    }
}
