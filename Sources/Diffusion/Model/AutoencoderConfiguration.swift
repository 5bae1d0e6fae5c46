internal import Foundation

/// `vae/config.json` of a `diffusers` folder (AutoencoderKL).
public struct AutoencoderConfiguration: Codable, Sendable, Equatable {
    public var sampleSize: Int
    public var inChannels: Int
    public var outChannels: Int
    public var latentChannels: Int
    public var blockOutChannels: [Int]
    public var layersPerBlock: Int
    public var normNumGroups: Int
    /// Latents are multiplied by it after encoding and divided before decoding.
    public var scalingFactor: Double
    public var hasMiddleAttention: Bool
    public var usesQuantConvolution: Bool
    public var usesPostQuantConvolution: Bool

    public init(
        sampleSize: Int, channels: Int, latentChannels: Int, blockOutChannels: [Int],
        layersPerBlock: Int, normNumGroups: Int, scalingFactor: Double = 1,
        hasMiddleAttention: Bool = true
    ) {
        self.sampleSize = sampleSize
        inChannels = channels
        outChannels = channels
        self.latentChannels = latentChannels
        self.blockOutChannels = blockOutChannels
        self.layersPerBlock = layersPerBlock
        self.normNumGroups = normNumGroups
        self.scalingFactor = scalingFactor
        self.hasMiddleAttention = hasMiddleAttention
        usesQuantConvolution = true
        usesPostQuantConvolution = true
    }

    /// Pixels per latent along a side.
    public var reduction: Int { 1 << (blockOutChannels.count - 1) }

    enum CodingKeys: String, CodingKey {
        case className = "_class_name"
        case sampleSize = "sample_size"
        case inChannels = "in_channels"
        case outChannels = "out_channels"
        case latentChannels = "latent_channels"
        case blockOutChannels = "block_out_channels"
        case layersPerBlock = "layers_per_block"
        case normNumGroups = "norm_num_groups"
        case scalingFactor = "scaling_factor"
        case hasMiddleAttention = "mid_block_add_attention"
        case usesQuantConvolution = "use_quant_conv"
        case usesPostQuantConvolution = "use_post_quant_conv"
        case downBlockTypes = "down_block_types"
        case upBlockTypes = "up_block_types"
        case activation = "act_fn"
    }

    private static let fixed: [String: [JSONValue]] = [
        "_class_name": ["AutoencoderKL"], "act_fn": ["silu", "swish"],
        "down_block_types": ["DownEncoderBlock2D"], "up_block_types": ["UpDecoderBlock2D"],
        "latents_mean": [], "latents_std": [], "shift_factor": [0],
    ]

    public init(from decoder: any Decoder) throws {
        try FixedSettings(decoder).check("The autoencoder", Self.fixed)
        let values = try decoder.container(keyedBy: CodingKeys.self)
        sampleSize = try values.decodeIfPresent(Int.self, forKey: .sampleSize) ?? 512
        inChannels = try values.decodeIfPresent(Int.self, forKey: .inChannels) ?? 3
        outChannels = try values.decodeIfPresent(Int.self, forKey: .outChannels) ?? 3
        latentChannels = try values.decodeIfPresent(Int.self, forKey: .latentChannels) ?? 4
        blockOutChannels = try values.decode([Int].self, forKey: .blockOutChannels)
        layersPerBlock = try values.decodeIfPresent(Int.self, forKey: .layersPerBlock) ?? 1
        normNumGroups = try values.decodeIfPresent(Int.self, forKey: .normNumGroups) ?? 32
        scalingFactor =
            try values.decodeIfPresent(Double.self, forKey: .scalingFactor) ?? 0.18215
        hasMiddleAttention =
            try values.decodeIfPresent(Bool.self, forKey: .hasMiddleAttention) ?? true
        usesQuantConvolution =
            try values.decodeIfPresent(Bool.self, forKey: .usesQuantConvolution) ?? true
        usesPostQuantConvolution =
            try values.decodeIfPresent(Bool.self, forKey: .usesPostQuantConvolution) ?? true
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode("AutoencoderKL", forKey: .className)
        try values.encode(sampleSize, forKey: .sampleSize)
        try values.encode(inChannels, forKey: .inChannels)
        try values.encode(outChannels, forKey: .outChannels)
        try values.encode(latentChannels, forKey: .latentChannels)
        try values.encode(blockOutChannels, forKey: .blockOutChannels)
        try values.encode(layersPerBlock, forKey: .layersPerBlock)
        try values.encode(normNumGroups, forKey: .normNumGroups)
        try values.encode(scalingFactor, forKey: .scalingFactor)
        try values.encode(hasMiddleAttention, forKey: .hasMiddleAttention)
        try values.encode(usesQuantConvolution, forKey: .usesQuantConvolution)
        try values.encode(usesPostQuantConvolution, forKey: .usesPostQuantConvolution)
        let levels = blockOutChannels.count
        try values.encode(
            [String](repeating: "DownEncoderBlock2D", count: levels), forKey: .downBlockTypes)
        try values.encode(
            [String](repeating: "UpDecoderBlock2D", count: levels), forKey: .upBlockTypes)
        try values.encode("silu", forKey: .activation)
    }
}
