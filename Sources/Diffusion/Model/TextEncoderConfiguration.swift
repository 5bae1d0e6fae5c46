internal import Foundation

/// `text_encoder/config.json` of a `diffusers` folder (CLIPTextModel).
public struct TextEncoderConfiguration: Codable, Sendable, Equatable {
    public var vocabularySize: Int
    public var hiddenSize: Int
    public var intermediateSize: Int
    public var layers: Int
    public var heads: Int
    /// Tokens that the encoder reads, its two markers included.
    public var contextLength: Int
    public var activation: Activation
    public var layerNormEpsilon: Double
    public var beginID: Int
    public var endID: Int
    public var paddingID: Int

    public enum Activation: String, Codable, Sendable {
        case quickGELU = "quick_gelu"
        case gelu
    }

    public init(
        vocabularySize: Int, hiddenSize: Int, intermediateSize: Int, layers: Int, heads: Int,
        contextLength: Int, activation: Activation, beginID: Int, endID: Int, paddingID: Int
    ) {
        self.vocabularySize = vocabularySize
        self.hiddenSize = hiddenSize
        self.intermediateSize = intermediateSize
        self.layers = layers
        self.heads = heads
        self.contextLength = contextLength
        self.activation = activation
        layerNormEpsilon = 1e-5
        self.beginID = beginID
        self.endID = endID
        self.paddingID = paddingID
    }

    enum CodingKeys: String, CodingKey {
        case architectures
        case modelType = "model_type"
        case vocabularySize = "vocab_size"
        case hiddenSize = "hidden_size"
        case intermediateSize = "intermediate_size"
        case layers = "num_hidden_layers"
        case heads = "num_attention_heads"
        case contextLength = "max_position_embeddings"
        case activation = "hidden_act"
        case layerNormEpsilon = "layer_norm_eps"
        case beginID = "bos_token_id"
        case endID = "eos_token_id"
        case paddingID = "pad_token_id"
        case projectionSize = "projection_dim"
        case dtype
        case torchDType = "torch_dtype"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        vocabularySize = try values.decodeIfPresent(Int.self, forKey: .vocabularySize) ?? 49408
        hiddenSize = try values.decode(Int.self, forKey: .hiddenSize)
        intermediateSize = try values.decode(Int.self, forKey: .intermediateSize)
        layers = try values.decode(Int.self, forKey: .layers)
        heads = try values.decode(Int.self, forKey: .heads)
        guard heads > 0, layers > 0, hiddenSize.isMultiple(of: heads) else {
            throw ModelError(
                "The text encoder's hidden_size of \(hiddenSize) cannot be shared by \(heads) "
                    + "num_attention_heads in \(layers) num_hidden_layers.")
        }
        contextLength = try values.decodeIfPresent(Int.self, forKey: .contextLength) ?? 77
        let name = try values.decodeIfPresent(String.self, forKey: .activation) ?? "quick_gelu"
        guard let activation = Activation(rawValue: name) else {
            throw ModelError(
                "The text encoder's hidden_act is '\(name)'; 'quick_gelu' and 'gelu' are "
                    + "supported.")
        }
        self.activation = activation
        layerNormEpsilon =
            try values.decodeIfPresent(Double.self, forKey: .layerNormEpsilon) ?? 1e-5
        beginID = try values.decodeIfPresent(Int.self, forKey: .beginID) ?? 49406
        endID = try values.decodeIfPresent(Int.self, forKey: .endID) ?? 49407
        paddingID = try values.decodeIfPresent(Int.self, forKey: .paddingID) ?? 1
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(["CLIPTextModel"], forKey: .architectures)
        try values.encode("clip_text_model", forKey: .modelType)
        try values.encode(vocabularySize, forKey: .vocabularySize)
        try values.encode(hiddenSize, forKey: .hiddenSize)
        try values.encode(intermediateSize, forKey: .intermediateSize)
        try values.encode(layers, forKey: .layers)
        try values.encode(heads, forKey: .heads)
        try values.encode(contextLength, forKey: .contextLength)
        try values.encode(activation, forKey: .activation)
        try values.encode(layerNormEpsilon, forKey: .layerNormEpsilon)
        try values.encode(beginID, forKey: .beginID)
        try values.encode(endID, forKey: .endID)
        try values.encode(paddingID, forKey: .paddingID)
        try values.encode(hiddenSize, forKey: .projectionSize)
        // Without it, recent transformers load a half-precision file as half.
        try values.encode("float32", forKey: .dtype)
        try values.encode("float32", forKey: .torchDType)
    }
}
