internal import Foundation

/// `unet/config.json` of a `diffusers` folder (UNet2DConditionModel).
public struct UNetConfiguration: Codable, Sendable, Equatable {
    public var sampleSize: Int
    public var inChannels: Int
    public var outChannels: Int
    public var blockOutChannels: [Int]
    public var layersPerBlock: Int
    public var crossAttentionDim: Int
    /// Attention heads per level: `diffusers` calls it the dimension of a head, and uses it as
    /// their number.
    public var attentionHeads: [Int]
    public var normNumGroups: Int
    public var normEps: Double
    public var downBlockTypes: [String]
    public var upBlockTypes: [String]
    public var useLinearProjection: Bool
    public var flipSinToCos: Bool
    public var freqShift: Double
    /// Whether attention is computed in single precision whatever the weights' own.
    public var upcastsAttention = false

    public init(
        sampleSize: Int, channels: Int, blockOutChannels: [Int], layersPerBlock: Int,
        crossAttentionDim: Int, attentionHeads: Int, normNumGroups: Int,
        levelsWithAttention: [Bool]
    ) {
        self.sampleSize = sampleSize
        inChannels = channels
        outChannels = channels
        self.blockOutChannels = blockOutChannels
        self.layersPerBlock = layersPerBlock
        self.crossAttentionDim = crossAttentionDim
        self.attentionHeads = blockOutChannels.map { _ in attentionHeads }
        self.normNumGroups = normNumGroups
        normEps = 1e-5
        downBlockTypes = levelsWithAttention.map { $0 ? "CrossAttnDownBlock2D" : "DownBlock2D" }
        upBlockTypes = levelsWithAttention.reversed()
            .map { $0 ? "CrossAttnUpBlock2D" : "UpBlock2D" }
        useLinearProjection = true
        flipSinToCos = true
        freqShift = 0
    }

    enum CodingKeys: String, CodingKey {
        case className = "_class_name"
        case sampleSize = "sample_size"
        case inChannels = "in_channels"
        case outChannels = "out_channels"
        case blockOutChannels = "block_out_channels"
        case layersPerBlock = "layers_per_block"
        case crossAttentionDim = "cross_attention_dim"
        case attentionHeadDim = "attention_head_dim"
        case numAttentionHeads = "num_attention_heads"
        case normNumGroups = "norm_num_groups"
        case normEps = "norm_eps"
        case downBlockTypes = "down_block_types"
        case upBlockTypes = "up_block_types"
        case useLinearProjection = "use_linear_projection"
        case flipSinToCos = "flip_sin_to_cos"
        case freqShift = "freq_shift"
        case upcastsAttention = "upcast_attention"
        case activation = "act_fn"
    }

    /// What the file may say besides, key by key.
    private static let fixed: [String: [JSONValue]] = [
        "_class_name": ["UNet2DConditionModel"], "act_fn": ["silu", "swish"],
        "transformer_layers_per_block": [1], "reverse_transformer_layers_per_block": [],
        "mid_block_type": ["UNetMidBlock2DCrossAttn"], "only_cross_attention": [false],
        "mid_block_only_cross_attention": [false], "dual_cross_attention": [false],
        "attention_type": ["default"], "cross_attention_norm": [],
        "resnet_time_scale_shift": ["default"], "resnet_skip_time_act": [false],
        "resnet_out_scale_factor": [1], "mid_block_scale_factor": [1],
        "time_embedding_type": ["positional"], "time_embedding_dim": [],
        "time_embedding_act_fn": [], "timestep_post_act": [], "time_cond_proj_dim": [],
        "class_embed_type": [], "num_class_embeds": [], "addition_embed_type": [],
        "projection_class_embeddings_input_dim": [], "encoder_hid_dim": [],
        "encoder_hid_dim_type": [], "center_input_sample": [false], "downsample_padding": [1],
        "conv_in_kernel": [3], "conv_out_kernel": [3],
    ]

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        sampleSize = try values.decodeIfPresent(Int.self, forKey: .sampleSize) ?? 64
        inChannels = try values.decodeIfPresent(Int.self, forKey: .inChannels) ?? 4
        outChannels = try values.decodeIfPresent(Int.self, forKey: .outChannels) ?? 4
        blockOutChannels = try values.decode([Int].self, forKey: .blockOutChannels)
        let levels = blockOutChannels.count
        layersPerBlock = try values.decodeEqual(.layersPerBlock, levels: levels) ?? 2
        crossAttentionDim = try values.decodeEqual(.crossAttentionDim, levels: levels) ?? 1280
        let heads =
            try values.decodePerLevel(.numAttentionHeads, levels: levels)
            ?? values.decodePerLevel(.attentionHeadDim, levels: levels)
        attentionHeads = heads ?? [Int](repeating: 8, count: levels)
        normNumGroups = try values.decodeIfPresent(Int.self, forKey: .normNumGroups) ?? 32
        normEps = try values.decodeIfPresent(Double.self, forKey: .normEps) ?? 1e-5
        downBlockTypes = try values.decode([String].self, forKey: .downBlockTypes)
        upBlockTypes = try values.decode([String].self, forKey: .upBlockTypes)
        useLinearProjection =
            try values.decodeIfPresent(Bool.self, forKey: .useLinearProjection) ?? false
        flipSinToCos = try values.decodeIfPresent(Bool.self, forKey: .flipSinToCos) ?? true
        freqShift = try values.decodeIfPresent(Double.self, forKey: .freqShift) ?? 0
        upcastsAttention =
            try values.decodeIfPresent(Bool.self, forKey: .upcastsAttention) ?? false
        try FixedSettings(decoder).check("The UNet", Self.fixed)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode("UNet2DConditionModel", forKey: .className)
        try values.encode(sampleSize, forKey: .sampleSize)
        try values.encode(inChannels, forKey: .inChannels)
        try values.encode(outChannels, forKey: .outChannels)
        try values.encode(blockOutChannels, forKey: .blockOutChannels)
        try values.encode(layersPerBlock, forKey: .layersPerBlock)
        try values.encode(crossAttentionDim, forKey: .crossAttentionDim)
        try values.encode(attentionHeads, forKey: .attentionHeadDim)
        try values.encode(normNumGroups, forKey: .normNumGroups)
        try values.encode(normEps, forKey: .normEps)
        try values.encode(downBlockTypes, forKey: .downBlockTypes)
        try values.encode(upBlockTypes, forKey: .upBlockTypes)
        try values.encode(useLinearProjection, forKey: .useLinearProjection)
        try values.encode(flipSinToCos, forKey: .flipSinToCos)
        try values.encode(Int(freqShift), forKey: .freqShift)
        if upcastsAttention { try values.encode(true, forKey: .upcastsAttention) }
        try values.encode("silu", forKey: .activation)
    }
}

extension KeyedDecodingContainer {
    /// A number for all levels, or a list with one each.
    func decodePerLevel(_ key: Key, levels: Int) throws -> [Int]? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let one = try? decode(Int.self, forKey: key) {
            return [Int](repeating: one, count: levels)
        }
        return try decode([Int].self, forKey: key)
    }

    /// A number that may also be given for each level, where all must be equal.
    func decodeEqual(_ key: Key, levels: Int) throws -> Int? {
        guard let all = try decodePerLevel(key, levels: levels), let first = all.first else {
            return nil
        }
        guard all.allSatisfy({ $0 == first }) else {
            throw ModelError(
                "\(key.stringValue) is \(all); only one number for all levels is supported.")
        }
        return first
    }
}
