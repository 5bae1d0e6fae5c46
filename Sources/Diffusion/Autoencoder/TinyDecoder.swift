internal import Networks
public import Tensors

/// The decoder of `diffusers`' AutoencoderTiny (TAESD): pictures of latents at a small part of the
/// full decoder's cost, good enough to look at while a picture is denoised.
public final class TinyDecoder {
    private enum Layer {
        case convolution(Convolution)
        case block(TinyBlock)
        case relu
        case upsampling
    }

    public let configuration: TinyAutoencoderConfiguration
    public let device: Device
    private let layers: [Layer]

    /// Reads a folder with `config.json` and `diffusion_pytorch_model.safetensors`.
    ///
    /// - Throws: `ModelError` or `NetworkError` with the file and the remedy.
    public convenience init(folder: String, device: Device = .cpu) throws {
        let source = try WeightFiles(folder: folder, name: "diffusion_pytorch_model").open()
        let store = ParameterStore(.source(source), device: device)
        try self.init(
            JSONFile.read(
                TinyAutoencoderConfiguration.self, from: folder + "/config.json"), store)
        try store.refuseUnusedKeys { $0.hasPrefix("encoder.") }
    }

    init(_ configuration: TinyAutoencoderConfiguration, _ store: ParameterStore) throws {
        self.configuration = configuration
        device = store.device
        let scope = store.root / "decoder" / "layers"
        let channels = configuration.decoderBlockOutChannels
        var layers: [Layer] = [
            .convolution(
                try Convolution(scope / 0, configuration.latentChannels, channels[0], kernel: 3)),
            .relu,
        ]
        for (level, count) in configuration.decoderBlocks.enumerated() {
            for _ in 0..<count {
                layers.append(
                    .block(try TinyBlock(scope / layers.count, channels: channels[level])))
            }
            let isLast = level == channels.count - 1
            if !isLast { layers.append(.upsampling) }
            layers.append(
                .convolution(
                    try Convolution(
                        scope / layers.count, channels[level],
                        isLast ? configuration.outChannels : channels[level], kernel: 3,
                        bias: isLast)))
        }
        self.layers = layers
    }

    /// Pictures [N, channels, H, W] in [-1, 1], not clamped, of scaled latents.
    public func callAsFunction(_ latents: Tensor) throws -> Tensor {
        let bounded = try (latents / (3 * configuration.scalingFactor)).tanh() * 3
        let output = try layers.reduce(bounded) { hidden, layer in
            switch layer {
            case .convolution(let layer): try layer(hidden)
            case .block(let block): try block(hidden)
            case .relu: try hidden.relu()
            case .upsampling:
                try hidden.upsampledNearest(height: hidden.size(2) * 2, width: hidden.size(3) * 2)
            }
        }
        return try output * 2 - 1
    }

    /// Pictures [N, 1, H, W] in [0, 1] of scaled latents, colours averaged; outside autograd.
    public func decode(_ latents: Tensor) throws -> Tensor {
        try withoutGradient {
            let pictures = try self(latents.to(device).to(.float32))
            return try (pictures * 0.5 + 0.5).clamped(0...1).mean(1, keepingDims: true)
        }
    }
}

/// `diffusers`' AutoencoderTinyBlock: three convolutions beside a shortcut.
private final class TinyBlock {
    private let convolutions: [Convolution]

    init(_ scope: Scope, channels: Int) throws {
        convolutions = try [0, 2, 4].map {
            try Convolution(scope / "conv" / $0, channels, channels, kernel: 3)
        }
    }

    func callAsFunction(_ input: Tensor) throws -> Tensor {
        let hidden = try convolutions[1](convolutions[0](input).relu()).relu()
        return try (convolutions[2](hidden) + input).relu()
    }
}
