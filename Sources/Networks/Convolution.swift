public import Tensors

/// A two-dimensional convolution with a square kernel.
public final class Convolution {
    public let weight: Parameter
    public let bias: Parameter?
    private let stride: Int
    private let padding: Int
    private let groups: Int

    public init(
        _ scope: Scope, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1,
        padding: Int? = nil, groups: Int = 1, bias: Bool = true
    ) throws {
        let fanIn = inputs / groups * kernel * kernel
        weight = try scope.parameter(
            "weight", [outputs, inputs / groups, kernel, kernel], .fanIn(fanIn))
        self.bias = bias ? try scope.parameter("bias", [outputs], .fanIn(fanIn)) : nil
        self.stride = stride
        self.padding = padding ?? kernel / 2
        self.groups = groups
    }

    public func callAsFunction(_ input: Tensor) throws -> Tensor {
        try input.convolution(
            weight.value, bias?.value, stride: stride, padding: padding, groups: groups)
    }
}
