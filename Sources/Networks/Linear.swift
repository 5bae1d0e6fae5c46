public import Tensors

/// `x Wᵀ + b` over the last dimension, with a low-rank adapter where one is attached.
public final class Linear {
    public let weight: Parameter
    public let bias: Parameter?
    /// Added to the output while it is set.
    public var adapter: LowRankAdapter?

    public init(_ scope: Scope, _ inputs: Int, _ outputs: Int, bias: Bool = true) throws {
        weight = try scope.parameter("weight", [outputs, inputs], .fanIn(inputs))
        self.bias = bias ? try scope.parameter("bias", [outputs], .fanIn(inputs)) : nil
    }

    public func callAsFunction(_ input: Tensor) throws -> Tensor {
        let output = try input.linear(weight.value, bias?.value)
        guard let adapter else { return output }
        return try output + adapter(input).to(output.dtype)
    }
}
