public import Tensors

/// Attention of queries [N, L, C] over keys and values [N, M, C], split into heads.
public func multiHeadAttention(
    query: Tensor, key: Tensor, value: Tensor, heads: Int, mask: Tensor? = nil
) throws -> Tensor {
    let (batch, length, channels) = (query.size(0), query.size(1), query.size(2))
    let size = channels / heads
    func split(_ tensor: Tensor) throws -> Tensor {
        try tensor.reshaped(batch, -1, heads, size).transposed(1, 2)
    }
    let attended = try Tensor.attention(
        query: split(query), key: split(key), value: split(value), mask: mask,
        scale: 1 / Double(size).squareRoot())
    return try attended.transposed(1, 2).reshaped(batch, length, channels)
}

/// softmax(Q Kᵀ / √d) of queries [N, L, C] over keys [N, M, C], the mean over the heads:
/// [N, L, M].
func attentionWeights(query: Tensor, key: Tensor, heads: Int) throws -> Tensor {
    let (batch, size) = (query.size(0), query.size(2) / heads)
    func split(_ tensor: Tensor) throws -> Tensor {
        try tensor.reshaped(batch, -1, heads, size).transposed(1, 2)
    }
    let products = try split(query).matmul(split(key).transposed(2, 3))
    return try (products / Double(size).squareRoot()).softmax(-1).mean(1)
}
