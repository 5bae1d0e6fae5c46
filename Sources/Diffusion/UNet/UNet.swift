public import Networks
public import Tensors

/// The noise predictor of latent diffusion (Rombach et al., CVPR 2022), as `diffusers`'
/// UNet2DConditionModel in its Stable Diffusion 1.x and 2.x forms.
public final class UNet {
    public let configuration: UNetConfiguration
    public let store: ParameterStore
    /// The type in which matrix products, convolutions and attention are computed; norms stay in
    /// fp32.
    public var computeType = DType.float32
    /// Whether training computes activations twice instead of keeping them: a third slower, for a
    /// fraction of the memory.
    public var recomputesActivations = false
    private let inputConvolution: Convolution
    private let timeEmbedding: TimestepEmbedding
    private let downBlocks: [DownBlock]
    private let middleBlock: MiddleBlock
    private let upBlocks: [UpBlock]
    private let outputNorm: GroupNorm
    private let outputConvolution: Convolution

    public init(_ configuration: UNetConfiguration, _ store: ParameterStore) throws {
        try configuration.check()
        self.configuration = configuration
        self.store = store
        let scope = store.root
        let channels = configuration.blockOutChannels
        let levels = channels.indices
        inputConvolution = try Convolution(
            scope / "conv_in", configuration.inChannels, channels[0], kernel: 3)
        timeEmbedding = try TimestepEmbedding(scope / "time_embedding", configuration)
        downBlocks = try levels.map { level in
            try DownBlock(
                scope / "down_blocks" / level, level: level,
                inputs: channels[max(0, level - 1)], outputs: channels[level], configuration)
        }
        middleBlock = try MiddleBlock(scope / "mid_block", configuration)
        upBlocks = try levels.map { position in
            let level = channels.count - 1 - position
            return try UpBlock(
                scope / "up_blocks" / position, position: position,
                previous: channels[min(level + 1, channels.count - 1)],
                outputs: channels[level], skipInput: channels[max(0, level - 1)],
                configuration)
        }
        outputNorm = try GroupNorm(
            scope / "conv_norm_out", groups: configuration.normNumGroups,
            channels: channels[0], epsilon: configuration.normEps)
        outputConvolution = try Convolution(
            scope / "conv_out", channels[0], configuration.outChannels, kernel: 3)
    }

    /// The prediction [N, C, H, W], of the latents' type, for latents [N, C, H, W] at timesteps
    /// [N], given a context [N, L, D].
    public func callAsFunction(
        _ latents: Tensor, timesteps: Tensor, context: Tensor
    ) throws -> Tensor {
        try withAutocast(computeType, device: latents.device) {
            try predict(latents, timesteps: timesteps, context: context).to(latents.dtype)
        }
    }

    private func predict(
        _ latents: Tensor, timesteps: Tensor, context: Tensor
    ) throws -> Tensor {
        let conditions = LayerConditions(
            time: try timeEmbedding(timesteps, dtype: latents.dtype).silu(), context: context,
            isRecomputed: recomputesActivations)
        var hidden = try inputConvolution(latents.channelsLast())
        var skips = [hidden]
        for block in downBlocks { hidden = try block(hidden, conditions, skips: &skips) }
        hidden = try middleBlock(hidden, conditions)
        for block in upBlocks { hidden = try block(hidden, conditions, skips: &skips) }
        return try outputConvolution(outputNorm(hidden).silu())
    }

    /// Of all levels, in the order in which they are asked.
    var transformers: [SpatialTransformer] {
        downBlocks.flatMap(\.transformers) + [middleBlock.transformer]
            + upBlocks.flatMap(\.transformers)
    }

    /// Every attention projection under its checkpoint path, in order.
    public var attentionProjections: [(path: String, layer: Linear)] {
        var found: [(String, Linear)] = []
        func add(_ path: String, _ transformers: [SpatialTransformer]) {
            for (index, transformer) in transformers.enumerated() {
                for (number, block) in transformer.blocks.enumerated() {
                    let base = "\(path).attentions.\(index).transformer_blocks.\(number)"
                    for (name, layer) in block.selfAttention.projections {
                        found.append(("\(base).attn1.\(name)", layer))
                    }
                    for (name, layer) in block.crossAttention.projections {
                        found.append(("\(base).attn2.\(name)", layer))
                    }
                }
            }
        }
        for (level, block) in downBlocks.enumerated() {
            add("down_blocks.\(level)", block.transformers)
        }
        add("mid_block", [middleBlock.transformer])
        for (level, block) in upBlocks.enumerated() {
            add("up_blocks.\(level)", block.transformers)
        }
        return found
    }
}
