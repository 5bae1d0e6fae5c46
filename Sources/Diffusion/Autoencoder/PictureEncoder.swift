internal import Networks
internal import Tensors

/// Pictures to the moments of their latents.
final class PictureEncoder {
    private let inputConvolution: Convolution
    private let levels: [(residuals: [ResidualBlock], downsampler: Downsampler?)]
    private let middleBlock: AutoencoderMiddleBlock
    private let outputNorm: GroupNorm
    private let outputConvolution: Convolution

    init(_ scope: Scope, _ configuration: AutoencoderConfiguration) throws {
        let channels = configuration.blockOutChannels
        let last = channels[channels.count - 1]
        inputConvolution = try Convolution(
            scope / "conv_in", configuration.inChannels, channels[0], kernel: 3)
        levels = try channels.indices.map { level in
            let block = scope / "down_blocks" / level
            let residuals = try (0..<configuration.layersPerBlock).map { layer in
                try ResidualBlock(
                    block / "resnets" / layer,
                    layer == 0 ? channels[max(0, level - 1)] : channels[level],
                    channels[level], timeChannels: nil, groups: configuration.normNumGroups,
                    epsilon: 1e-6)
            }
            let downsampler =
                level == channels.count - 1
                ? nil
                : try Downsampler(block, channels: channels[level], isPaddedAsymmetrically: true)
            return (residuals, downsampler)
        }
        middleBlock = try AutoencoderMiddleBlock(
            scope / "mid_block", channels: last, configuration)
        outputNorm = try GroupNorm(
            scope / "conv_norm_out", groups: configuration.normNumGroups, channels: last,
            epsilon: 1e-6)
        outputConvolution = try Convolution(
            scope / "conv_out", last, configuration.latentChannels * 2, kernel: 3)
    }

    func callAsFunction(_ pictures: Tensor) throws -> Tensor {
        var hidden = try inputConvolution(pictures)
        for level in levels {
            for residual in level.residuals { hidden = try residual(hidden) }
            if let downsampler = level.downsampler { hidden = try downsampler(hidden) }
        }
        return try outputConvolution(outputNorm(middleBlock(hidden)).silu())
    }
}
