/// `config.json` of a small autoencoder in a `diffusers` folder (AutoencoderTiny).
public struct TinyAutoencoderConfiguration: Decodable, Sendable, Equatable {
    public var outChannels: Int
    public var latentChannels: Int
    public var decoderBlockOutChannels: [Int]
    /// Residual blocks of each level, the narrowest level first.
    public var decoderBlocks: [Int]
    /// Latents are divided by it before decoding.
    public var scalingFactor: Double

    enum CodingKeys: String, CodingKey {
        case outChannels = "out_channels"
        case latentChannels = "latent_channels"
        case decoderBlockOutChannels = "decoder_block_out_channels"
        case decoderBlocks = "num_decoder_blocks"
        case scalingFactor = "scaling_factor"
    }

    private static let fixed: [String: [JSONValue]] = [
        "_class_name": ["AutoencoderTiny"], "act_fn": ["relu"], "upsample_fn": ["nearest"],
        "upsampling_scaling_factor": [2], "shift_factor": [0],
    ]

    public init(from decoder: any Decoder) throws {
        try FixedSettings(decoder).check("The small autoencoder", Self.fixed)
        let values = try decoder.container(keyedBy: CodingKeys.self)
        outChannels = try values.decodeIfPresent(Int.self, forKey: .outChannels) ?? 3
        latentChannels = try values.decodeIfPresent(Int.self, forKey: .latentChannels) ?? 4
        decoderBlockOutChannels =
            try values.decodeIfPresent([Int].self, forKey: .decoderBlockOutChannels)
            ?? [64, 64, 64, 64]
        decoderBlocks =
            try values.decodeIfPresent([Int].self, forKey: .decoderBlocks) ?? [3, 3, 3, 1]
        scalingFactor = try values.decodeIfPresent(Double.self, forKey: .scalingFactor) ?? 1
        guard !decoderBlocks.isEmpty, decoderBlocks.count == decoderBlockOutChannels.count else {
            throw ModelError(
                "The small autoencoder's num_decoder_blocks and decoder_block_out_channels differ "
                    + "in number.")
        }
    }
}
