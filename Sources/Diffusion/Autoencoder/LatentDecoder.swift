internal import Networks
internal import Tensors

/// Latents to pictures.
final class LatentDecoder {
    private let inputConvolution: Convolution
    private let middleBlock: AutoencoderMiddleBlock
    private let levels: [(residuals: [ResidualBlock], upsampler: Upsampler?)]
    private let outputNorm: GroupNorm
    private let outputConvolution: Convolution

    init(_ scope: Scope, _ configuration: AutoencoderConfiguration) throws {
        let channels = Array(configuration.blockOutChannels.reversed())
        inputConvolution = try Convolution(
            scope / "conv_in", configuration.latentChannels, channels[0], kernel: 3)
        middleBlock = try AutoencoderMiddleBlock(
            scope / "mid_block", channels: channels[0], configuration)
        levels = try channels.indices.map { position in
            let block = scope / "up_blocks" / position
            let residuals = try (0...configuration.layersPerBlock).map { layer in
                try ResidualBlock(
                    block / "resnets" / layer,
                    layer == 0 ? channels[max(0, position - 1)] : channels[position],
                    channels[position], timeChannels: nil, groups: configuration.normNumGroups,
                    epsilon: 1e-6)
            }
            let upsampler =
                position == channels.count - 1
                ? nil : try Upsampler(block, channels: channels[position])
            return (residuals, upsampler)
        }
        let last = channels[channels.count - 1]
        outputNorm = try GroupNorm(
            scope / "conv_norm_out", groups: configuration.normNumGroups, channels: last,
            epsilon: 1e-6)
        outputConvolution = try Convolution(
            scope / "conv_out", last, configuration.outChannels, kernel: 3)
    }

    func callAsFunction(_ latents: Tensor) throws -> Tensor {
        var hidden = try middleBlock(inputConvolution(latents))
        for level in levels {
            for residual in level.residuals { hidden = try residual(hidden) }
            if let upsampler = level.upsampler { hidden = try upsampler(hidden) }
        }
        return try outputConvolution(outputNorm(hidden).silu())
    }
}
