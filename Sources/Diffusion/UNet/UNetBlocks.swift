internal import Networks
internal import Tensors

/// A level of the contracting path.
final class DownBlock {
    private let residuals: [ResidualBlock]
    let transformers: [SpatialTransformer]
    private let downsampler: Downsampler?

    init(
        _ scope: Scope, level: Int, inputs: Int, outputs: Int, _ configuration: UNetConfiguration
    ) throws {
        let hasAttention = try attentionOfBlock(
            configuration.downBlockTypes[level], plain: "DownBlock2D",
            withAttention: "CrossAttnDownBlock2D")
        residuals = try (0..<configuration.layersPerBlock).map { layer in
            try ResidualBlock(
                scope / "resnets" / layer, layer == 0 ? inputs : outputs, outputs,
                timeChannels: configuration.blockOutChannels[0] * 4,
                groups: configuration.normNumGroups, epsilon: configuration.normEps)
        }
        transformers = try residuals.indices.filter { _ in hasAttention }.map { layer in
            try SpatialTransformer(
                scope / "attentions" / layer, channels: outputs,
                heads: configuration.attentionHeads[level], configuration)
        }
        let isLast = level == configuration.blockOutChannels.count - 1
        downsampler = isLast ? nil : try Downsampler(scope, channels: outputs)
    }

    /// Appends what the expanding path will need to `skips`.
    func callAsFunction(
        _ input: Tensor, _ conditions: LayerConditions, skips: inout [Tensor]
    ) throws -> Tensor {
        var hidden = input
        for layer in residuals.indices {
            hidden = try conditions.run([hidden]) { [residuals, transformers] inputs, conditions in
                let output = try residuals[layer](inputs[0], time: conditions.time)
                guard !transformers.isEmpty else { return output }
                return try transformers[layer](output, context: conditions.context)
            }
            skips.append(hidden)
        }
        if let downsampler {
            hidden = try downsampler(hidden)
            skips.append(hidden)
        }
        return hidden
    }
}

/// The narrowest part: residual, transformer, residual.
final class MiddleBlock {
    private let first: ResidualBlock
    let transformer: SpatialTransformer
    private let second: ResidualBlock

    init(_ scope: Scope, _ configuration: UNetConfiguration) throws {
        let channels = configuration.blockOutChannels[configuration.blockOutChannels.count - 1]
        let heads = configuration.attentionHeads[configuration.attentionHeads.count - 1]
        func residual(_ index: Int) throws -> ResidualBlock {
            try ResidualBlock(
                scope / "resnets" / index, channels, channels,
                timeChannels: configuration.blockOutChannels[0] * 4,
                groups: configuration.normNumGroups, epsilon: configuration.normEps)
        }
        first = try residual(0)
        transformer = try SpatialTransformer(
            scope / "attentions" / 0, channels: channels, heads: heads, configuration)
        second = try residual(1)
    }

    func callAsFunction(_ input: Tensor, _ conditions: LayerConditions) throws -> Tensor {
        try conditions.run([input]) { [first, transformer, second] inputs, conditions in
            let hidden = try transformer(
                first(inputs[0], time: conditions.time), context: conditions.context)
            return try second(hidden, time: conditions.time)
        }
    }
}

/// A level of the expanding path.
final class UpBlock {
    private let residuals: [ResidualBlock]
    let transformers: [SpatialTransformer]
    private let upsampler: Upsampler?

    /// - Parameters:
    ///   - position: 0 is the narrowest level.
    ///   - previous: channels that come from the level below.
    ///   - skipInput: channels of the level's outermost skip.
    init(
        _ scope: Scope, position: Int, previous: Int, outputs: Int, skipInput: Int,
        _ configuration: UNetConfiguration
    ) throws {
        let hasAttention = try attentionOfBlock(
            configuration.upBlockTypes[position], plain: "UpBlock2D",
            withAttention: "CrossAttnUpBlock2D")
        let layers = configuration.layersPerBlock + 1
        let level = configuration.blockOutChannels.count - 1 - position
        residuals = try (0..<layers).map { layer in
            let skip = layer == layers - 1 ? skipInput : outputs
            return try ResidualBlock(
                scope / "resnets" / layer, (layer == 0 ? previous : outputs) + skip, outputs,
                timeChannels: configuration.blockOutChannels[0] * 4,
                groups: configuration.normNumGroups, epsilon: configuration.normEps)
        }
        transformers = try residuals.indices.filter { _ in hasAttention }.map { layer in
            try SpatialTransformer(
                scope / "attentions" / layer, channels: outputs,
                heads: configuration.attentionHeads[level], configuration)
        }
        upsampler = level == 0 ? nil : try Upsampler(scope, channels: outputs)
    }

    /// Takes the skips that it needs off the end of `skips`.
    func callAsFunction(
        _ input: Tensor, _ conditions: LayerConditions, skips: inout [Tensor]
    ) throws -> Tensor {
        var hidden = input
        for layer in residuals.indices {
            let inputs = [hidden, skips.removeLast()]
            hidden = try conditions.run(inputs) { [residuals, transformers] inputs, conditions in
                let output = try residuals[layer](
                    Tensor.concatenated(inputs, 1), time: conditions.time)
                guard !transformers.isEmpty else { return output }
                return try transformers[layer](output, context: conditions.context)
            }
        }
        guard let upsampler else { return hidden }
        let size = skips.last.map { (height: $0.size(2), width: $0.size(3)) }
        return try upsampler(hidden, size: size)
    }
}

/// Whether a block of that type attends to the context.
private func attentionOfBlock(
    _ type: String, plain: String, withAttention: String
) throws -> Bool {
    switch type {
    case plain: return false
    case withAttention: return true
    default:
        throw ModelError(
            "The UNet has a block of type '\(type)'; '\(plain)' and '\(withAttention)' are "
                + "supported.")
    }
}
