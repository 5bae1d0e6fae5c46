public import Tensors

/// Normalisation over groups of channels (Wu & He, ECCV 2018).
public final class GroupNorm {
    private let weight: Parameter
    private let bias: Parameter
    private let groups: Int
    private let epsilon: Double

    public init(_ scope: Scope, groups: Int, channels: Int, epsilon: Double) throws {
        guard channels.isMultiple(of: groups) else {
            throw NetworkError(
                "\(channels) channels cannot be normalised in \(groups) groups; set "
                    + "norm_num_groups to a divisor of every entry of block_out_channels.")
        }
        weight = try scope.parameter("weight", [channels], .constant(1))
        bias = try scope.parameter("bias", [channels], .constant(0))
        self.groups = groups
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor) throws -> Tensor {
        try inSinglePrecision(input, weight, bias) {
            try $0.groupNorm(groups, $1, $2, epsilon: epsilon)
        }
    }
}

/// Normalisation over the last dimension.
public final class LayerNorm {
    private let weight: Parameter
    private let bias: Parameter
    private let epsilon: Double

    public init(_ scope: Scope, channels: Int, epsilon: Double = 1e-5) throws {
        weight = try scope.parameter("weight", [channels], .constant(1))
        bias = try scope.parameter("bias", [channels], .constant(0))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor) throws -> Tensor {
        try inSinglePrecision(input, weight, bias) {
            try $0.layerNorm($1, $2, epsilon: epsilon)
        }
    }
}

/// Normalises in fp32 what has fewer digits; the result has the input's type again.
private func inSinglePrecision(
    _ input: Tensor, _ weight: Parameter, _ bias: Parameter,
    _ normalise: (_ input: Tensor, _ weight: Tensor, _ bias: Tensor) throws -> Tensor
) throws -> Tensor {
    guard input.dtype.isReduced else { return try normalise(input, weight.value, bias.value) }
    return try normalise(
        input.to(.float32), weight.value.to(.float32), bias.value.to(.float32)
    ).to(input.dtype)
}

/// Normalisation over the batch, with running statistics where not training.
public final class BatchNorm {
    private let weight: Parameter
    private let bias: Parameter
    private let mean: Parameter
    private let variance: Parameter

    public init(_ scope: Scope, channels: Int) throws {
        weight = try scope.parameter("weight", [channels], .constant(1))
        bias = try scope.parameter("bias", [channels], .constant(0))
        mean = try scope.buffer("running_mean", [channels], .constant(0))
        variance = try scope.buffer("running_var", [channels], .constant(1))
    }

    public func callAsFunction(_ input: Tensor, isTraining: Bool = false) throws -> Tensor {
        try input.batchNorm(
            weight.value, bias.value, mean: mean.value, variance: variance.value,
            isTraining: isTraining)
    }
}
