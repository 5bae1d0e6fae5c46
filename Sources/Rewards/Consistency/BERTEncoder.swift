public import Networks
public import Tensors

/// BERT (Devlin et al., NAACL 2019), as `transformers`' BertModel without its pooler.
public final class BERTEncoder {
    /// `config.json` of a `transformers` BERT folder.
    public struct Configuration: Sendable, Equatable, Codable {
        public var vocabularySize: Int
        public var hiddenSize: Int
        public var layers: Int
        public var heads: Int
        public var intermediateSize: Int
        /// Tokens that can be read at once, the two markers included.
        public var contextLength: Int

        private enum CodingKeys: String, CodingKey {
            case vocabularySize = "vocab_size"
            case hiddenSize = "hidden_size"
            case layers = "num_hidden_layers"
            case heads = "num_attention_heads"
            case intermediateSize = "intermediate_size"
            case contextLength = "max_position_embeddings"
        }
    }

    private let words: Embedding
    private let positions: Embedding
    private let kinds: Embedding
    private let norm: LayerNorm
    private let layers: [BERTLayer]

    static let epsilon = 1e-12

    public init(_ configuration: Configuration, _ scope: Scope) throws {
        let channels = configuration.hiddenSize
        guard configuration.heads > 0, channels.isMultiple(of: configuration.heads) else {
            throw NetworkError(
                "BERT's hidden_size of \(channels) cannot be shared by \(configuration.heads) "
                    + "num_attention_heads.")
        }
        let place = scope / "embeddings"
        words = try Embedding(
            place / "word_embeddings", count: configuration.vocabularySize, channels: channels,
            deviation: 0.02)
        positions = try Embedding(
            place / "position_embeddings", count: configuration.contextLength,
            channels: channels, deviation: 0.02)
        kinds = try Embedding(
            place / "token_type_embeddings", count: 2, channels: channels, deviation: 0.02)
        norm = try LayerNorm(place / "LayerNorm", channels: channels, epsilon: Self.epsilon)
        layers = try (0..<configuration.layers).map {
            try BERTLayer(scope / "encoder" / "layer" / $0, configuration)
        }
    }

    /// The last hidden states [N, L, C] of token ids [N, L] without padding, all of the first
    /// kind.
    public func callAsFunction(_ ids: Tensor) throws -> Tensor {
        let places = try Tensor.range(
            0, Double(ids.size(1)), dtype: .int64, device: ids.device)
        let kind = try kinds.weight.value.select(0, 0)
        var hidden = try norm(words(ids) + positions(places) + kind)
        for layer in layers { hidden = try layer(hidden) }
        return hidden
    }
}
