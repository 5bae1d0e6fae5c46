internal import Networks
internal import Tensors

/// Self-attention over the positions of a feature map, in the autoencoder's middle block.
final class SpatialSelfAttention {
    private let norm: GroupNorm
    private let query: Linear
    private let key: Linear
    private let value: Linear
    private let output: Linear

    /// SD 1.x as published spells the projections `query`, `key`, `value`, `proj_attn`.
    init(_ scope: Scope, channels: Int, groups: Int) throws {
        func projection(_ name: String, _ old: String) throws -> Linear {
            try Linear(scope.child(name, alsoKnownAs: [old]), channels, channels)
        }
        norm = try GroupNorm(
            scope / "group_norm", groups: groups, channels: channels, epsilon: 1e-6)
        query = try projection("to_q", "query")
        key = try projection("to_k", "key")
        value = try projection("to_v", "value")
        output = try projection("to_out.0", "proj_attn")
    }

    func callAsFunction(_ input: Tensor) throws -> Tensor {
        let shape = input.shape
        let positions = try norm(input).permuted(0, 2, 3, 1).reshaped(shape[0], -1, shape[1])
        let attended = try multiHeadAttention(
            query: query(positions), key: key(positions), value: value(positions), heads: 1)
        return try input
            + output(attended).reshaped(shape[0], shape[2], shape[3], shape[1])
            .permuted(0, 3, 1, 2)
    }
}

/// Residual, attention where there is one, residual.
final class AutoencoderMiddleBlock {
    private let first: ResidualBlock
    private let attention: SpatialSelfAttention?
    private let second: ResidualBlock

    init(_ scope: Scope, channels: Int, _ configuration: AutoencoderConfiguration) throws {
        let groups = configuration.normNumGroups
        first = try ResidualBlock(
            scope / "resnets" / 0, channels, channels, timeChannels: nil, groups: groups,
            epsilon: 1e-6)
        attention =
            configuration.hasMiddleAttention
            ? try SpatialSelfAttention(
                scope / "attentions" / 0, channels: channels, groups: groups) : nil
        second = try ResidualBlock(
            scope / "resnets" / 1, channels, channels, timeChannels: nil, groups: groups,
            epsilon: 1e-6)
    }

    func callAsFunction(_ input: Tensor) throws -> Tensor {
        var hidden = try first(input)
        if let attention { hidden = try attention(hidden) }
        return try second(hidden)
    }
}
