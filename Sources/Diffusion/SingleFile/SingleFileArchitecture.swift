internal import Safetensors

/// The configurations that the shapes in a single-file checkpoint imply, where Stable Diffusion
/// leaves nothing else open.
struct SingleFileArchitecture {
    /// Of Stable Diffusion: 1, or 2.
    let version: Int
    let unet: UNetConfiguration
    let autoencoder: AutoencoderConfiguration
    let textEncoder: TextEncoderConfiguration

    init(_ file: SafetensorsFile) throws {
        let keys = LatentDiffusionKeys(file)
        version = keys.isOpenCLIP ? 2 : 1
        unet = try Self.unet(
            Part(file, LatentDiffusionKeys.unet), hasFixedHeads: !keys.isOpenCLIP)
        autoencoder = try Self.autoencoder(Part(file, keys.autoencoder))
        let part = Part(file, keys.textEncoder)
        textEncoder = try keys.isOpenCLIP ? Self.openCLIP(part) : Self.clip(part)
    }

    /// The shapes of one part, without its prefix.
    private struct Part {
        private let file: SafetensorsFile
        private let prefix: String

        init(_ file: SafetensorsFile, _ prefix: String) {
            self.file = file
            self.prefix = prefix
        }

        func has(_ key: String) -> Bool { file.entries[prefix + key] != nil }

        func shape(_ key: String) throws -> [Int] { try file.entry(prefix + key).shape }

        /// How many of the keys 0, 1, … there are.
        func count(_ key: (Int) -> String) -> Int {
            (0...).first { !has(key($0)) } ?? 0
        }

        var names: [String] {
            file.entries.keys.filter { $0.hasPrefix(prefix) }
                .map { String($0.dropFirst(prefix.count)) }
        }
    }

    /// - Parameter hasFixedHeads: 8 heads on every level, as in 1.x; else 64 channels in each.
    private static func unet(_ part: Part, hasFixedHeads: Bool) throws -> UNetConfiguration {
        let layers = LatentDiffusionKeys.layersPerBlock(part.names)
        func first(_ level: Int) -> String { "input_blocks.\(1 + level * (layers + 1))" }
        let levels = part.count { "\(first($0)).0.out_layers.3.weight" }
        let channels = try (0..<levels).map {
            try part.shape("\(first($0)).0.out_layers.3.weight")[0]
        }
        let attention = (0..<levels).map { part.has("\(first($0)).1.proj_in.weight") }
        let context = try part.shape(
            "middle_block.1.transformer_blocks.0.attn2.to_k.weight")[1]
        let input = try part.shape("input_blocks.0.0.weight")
        var configuration = UNetConfiguration(
            sampleSize: 64, channels: input[1], blockOutChannels: channels,
            layersPerBlock: layers, crossAttentionDim: context, attentionHeads: 8,
            normNumGroups: 32, levelsWithAttention: attention)
        configuration.outChannels = try part.shape("out.2.weight")[0]
        configuration.useLinearProjection =
            try part.shape("middle_block.1.proj_in.weight").count == 2
        if !hasFixedHeads { configuration.attentionHeads = channels.map { max(1, $0 / 64) } }
        return configuration
    }

    private static func autoencoder(_ part: Part) throws -> AutoencoderConfiguration {
        let levels = part.count { "encoder.down.\($0).block.0.conv1.weight" }
        let latents = try part.shape("decoder.conv_in.weight")[1]
        var configuration = AutoencoderConfiguration(
            sampleSize: 512, channels: try part.shape("encoder.conv_in.weight")[1],
            latentChannels: latents,
            blockOutChannels: try (0..<levels).map {
                try part.shape("encoder.down.\($0).block.0.conv1.weight")[0]
            },
            layersPerBlock: part.count { "encoder.down.0.block.\($0).conv1.weight" },
            normNumGroups: 32, scalingFactor: 0.18215)
        configuration.outChannels = try part.shape("decoder.conv_out.weight")[0]
        return configuration
    }

    private static func clip(_ part: Part) throws -> TextEncoderConfiguration {
        let root = part.has("text_model.final_layer_norm.weight") ? "text_model." : ""
        let layers = part.count { "\(root)encoder.layers.\($0).mlp.fc1.weight" }
        return try textEncoder(
            tokens: part.shape("\(root)embeddings.token_embedding.weight"),
            positions: part.shape("\(root)embeddings.position_embedding.weight"),
            expansion: part.shape("\(root)encoder.layers.0.mlp.fc1.weight"), layers: layers,
            activation: .quickGELU)
    }

    /// The states of the last layer but one are taken: of 24 layers, 23 are used; files that
    /// were written from `diffusers` hold no other.
    private static func openCLIP(_ part: Part) throws -> TextEncoderConfiguration {
        let layers = part.count { "transformer.resblocks.\($0).mlp.c_fc.weight" }
        return try textEncoder(
            tokens: part.shape("token_embedding.weight"),
            positions: part.shape("positional_embedding"),
            expansion: part.shape("transformer.resblocks.0.mlp.c_fc.weight"),
            layers: layers == 23 ? layers : layers - 1, activation: .gelu)
    }

    /// Heads have 64 channels in every text encoder of Stable Diffusion, and the markers of the
    /// text are the last two tokens.
    private static func textEncoder(
        tokens: [Int], positions: [Int], expansion: [Int], layers: Int,
        activation: TextEncoderConfiguration.Activation
    ) -> TextEncoderConfiguration {
        let (vocabulary, size) = (tokens[0], tokens[1])
        return TextEncoderConfiguration(
            vocabularySize: vocabulary, hiddenSize: size, intermediateSize: expansion[0],
            layers: layers, heads: max(1, size / 64), contextLength: positions[0],
            activation: activation, beginID: vocabulary - 2, endID: vocabulary - 1,
            paddingID: vocabulary - 1)
    }
}
