internal import Networks
public import Tensors
public import Text

/// A text-to-image latent diffusion model: everything between a report and a picture.
public final class DiffusionModel {
    public let unet: UNet
    public let autoencoder: Autoencoder
    public let textEncoder: TextEncoder
    public let tokenizer: Tokenizer
    public let schedule: NoiseSchedule

    public init(
        unet: UNet, autoencoder: Autoencoder, textEncoder: TextEncoder, tokenizer: Tokenizer,
        schedule: NoiseSchedule
    ) {
        self.unet = unet
        self.autoencoder = autoencoder
        self.textEncoder = textEncoder
        self.tokenizer = tokenizer
        self.schedule = schedule
    }

    public var device: Device { unet.store.device }

    public var contextLength: Int { textEncoder.configuration.contextLength }

    /// Channels, height and width of the latents.
    public var latentShape: [Int] {
        let size = unet.configuration.sampleSize
        return [unet.configuration.inChannels, size, size]
    }

    /// Height and width of the pictures, in pixels.
    public var pictureSize: (height: Int, width: Int) {
        let side = unet.configuration.sampleSize * autoencoder.configuration.reduction
        return (side, side)
    }

    /// The context [N, L, D] of prompts, padded to the encoder's length; outside autograd.
    ///
    /// - Parameter truncates: cuts prompts that are too long instead of throwing.
    public func encode(_ prompts: [String], truncates: Bool = false) throws -> Tensor {
        let ids = try prompts.map { prompt in
            try tokenizer.encodePadded(
                prompt, contextLength: contextLength, truncate: truncates
            ).ids
        }
        return try withoutGradient {
            try textEncoder(
                Tensor.of(ids.flatMap(\.self), shape: [ids.count, contextLength]).to(device))
        }
    }

    /// Pictures [N, 1, H, W] in [0, 1] of scaled latents, colours averaged; outside autograd.
    public func decode(_ latents: Tensor) throws -> Tensor {
        try withoutGradient {
            let pictures = try autoencoder.decode(latents.to(autoencoder.store.dtype))
                .to(.float32)
            let shown = try (pictures * 0.5 + 0.5).clamped(0...1)
            return shown.size(1) == 1 ? shown : try shown.mean(1, keepingDims: true)
        }
    }
}
