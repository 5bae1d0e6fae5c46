public import Networks
public import Tensors

/// The variational autoencoder of latent diffusion, as `diffusers`' AutoencoderKL.
public final class Autoencoder {
    public let configuration: AutoencoderConfiguration
    public let store: ParameterStore
    private let encoder: PictureEncoder
    private let decoder: LatentDecoder
    /// From the encoder's output to the moments of the latents.
    public let quantConvolution: Convolution?
    /// From latents to the decoder's input.
    public let postQuantConvolution: Convolution?

    public init(_ configuration: AutoencoderConfiguration, _ store: ParameterStore) throws {
        self.configuration = configuration
        self.store = store
        guard !configuration.blockOutChannels.isEmpty, configuration.layersPerBlock > 0 else {
            throw ModelError(
                "The autoencoder needs at least one entry of block_out_channels and one layer "
                    + "per block.")
        }
        let scope = store.root
        let channels = configuration.latentChannels
        encoder = try PictureEncoder(scope / "encoder", configuration)
        decoder = try LatentDecoder(scope / "decoder", configuration)
        quantConvolution =
            configuration.usesQuantConvolution
            ? try Convolution(scope / "quant_conv", channels * 2, channels * 2, kernel: 1) : nil
        postQuantConvolution =
            configuration.usesPostQuantConvolution
            ? try Convolution(scope / "post_quant_conv", channels, channels, kernel: 1) : nil
    }

    /// Mean and log-variance [N, C, h, w] of the latents, unscaled, of pictures [N, 1 or 3, H, W]
    /// in [-1, 1].
    public func moments(_ pictures: Tensor) throws -> (mean: Tensor, logVariance: Tensor) {
        let hidden = try encoder(pictures)
        let moments = try quantConvolution?(hidden) ?? hidden
        let parts = try moments.chunked(2, 1)
        return (parts[0], try parts[1].clamped(-30...20))
    }

    /// The latents' mean, scaled as the UNet knows them.
    public func encode(_ pictures: Tensor) throws -> Tensor {
        try moments(pictures).mean * configuration.scalingFactor
    }

    /// Pictures in [-1, 1], not clamped, of scaled latents.
    public func decode(_ latents: Tensor) throws -> Tensor {
        try decodeUnscaled(latents / configuration.scalingFactor)
    }

    /// Pictures of latents as the encoder makes them.
    public func decodeUnscaled(_ latents: Tensor) throws -> Tensor {
        try decoder(postQuantConvolution?(latents) ?? latents)
    }
}
