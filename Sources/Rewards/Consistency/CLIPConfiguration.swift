internal import Diffusion
internal import Foundation

/// `config.json` of a `transformers` CLIP folder; what it leaves out has CLIP's defaults.
struct CLIPConfiguration: Decodable {
    let text: TextEncoderConfiguration
    let vision: VisionTransformer.Configuration
    /// Dimensions of the joint space.
    let dimensions: Int

    private enum CodingKeys: String, CodingKey {
        case text = "text_config"
        case vision = "vision_config"
        case dimensions = "projection_dim"
    }

    private struct Tower: Decodable {
        let size: Int?
        let expansion: Int?
        let layers: Int?
        let heads: Int?
        let activation: String?
        let epsilon: Double?
        let vocabulary: Int?
        let context: Int?
        let begin: Int?
        let end: Int?
        let padding: Int?
        let imageSize: Int?
        let patchSize: Int?
        let channels: Int?

        enum CodingKeys: String, CodingKey {
            case size = "hidden_size"
            case expansion = "intermediate_size"
            case layers = "num_hidden_layers"
            case heads = "num_attention_heads"
            case activation = "hidden_act"
            case epsilon = "layer_norm_eps"
            case vocabulary = "vocab_size"
            case context = "max_position_embeddings"
            case begin = "bos_token_id"
            case end = "eos_token_id"
            case padding = "pad_token_id"
            case imageSize = "image_size"
            case patchSize = "patch_size"
            case channels = "num_channels"
        }

        /// - Throws: `RewardError` where sizes do not go together.
        func configuration(
            size defaultSize: Int, heads defaultHeads: Int
        ) throws -> TextEncoderConfiguration {
            let (size, heads) = (self.size ?? defaultSize, self.heads ?? defaultHeads)
            let name = activation ?? "quick_gelu"
            guard let activation = TextEncoderConfiguration.Activation(rawValue: name), size > 0,
                heads > 0, size.isMultiple(of: heads), layers ?? 1 > 0
            else {
                throw RewardError(
                    "A CLIP tower of \(size) channels, \(heads) heads and hidden_act '\(name)' is "
                        + "not supported: 'quick_gelu' and 'gelu' are.")
            }
            var configuration = TextEncoderConfiguration(
                vocabularySize: vocabulary ?? 49408, hiddenSize: size,
                intermediateSize: expansion ?? size * 4, layers: layers ?? 12, heads: heads,
                contextLength: context ?? 77, activation: activation, beginID: begin ?? 49406,
                endID: end ?? 49407, paddingID: padding ?? 1)
            configuration.layerNormEpsilon = epsilon ?? 1e-5
            return configuration
        }
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let tower = try values.decode(Tower.self, forKey: .vision)
        guard tower.channels ?? 3 == 3 else {
            throw RewardError("A CLIP network of colour pictures is wanted (num_channels 3).")
        }
        text = try values.decode(Tower.self, forKey: .text).configuration(size: 512, heads: 8)
        vision = VisionTransformer.Configuration(
            layer: try tower.configuration(size: 768, heads: 12),
            imageSize: tower.imageSize ?? 224, patchSize: tower.patchSize ?? 32)
        dimensions = try values.decodeIfPresent(Int.self, forKey: .dimensions) ?? 512
    }
}
