public import Tensors

/// A table of vectors, looked up by index.
public final class Embedding {
    public let weight: Parameter

    public init(_ scope: Scope, count: Int, channels: Int, deviation: Double = 1) throws {
        weight = try scope.parameter("weight", [count, channels], .normal(deviation: deviation))
    }

    public func callAsFunction(_ indices: Tensor) throws -> Tensor {
        try weight.value.embedding(indices)
    }
}
