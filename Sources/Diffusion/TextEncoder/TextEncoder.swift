public import Networks
public import Tensors

/// CLIP's text encoder (Radford et al., ICML 2021), as `transformers`' CLIPTextModel.
public final class TextEncoder {
    public let configuration: TextEncoderConfiguration
    public let store: ParameterStore
    private let tokenEmbedding: Embedding
    private let positionEmbedding: Embedding
    private let layers: [TextEncoderLayer]
    private let finalNorm: LayerNorm

    /// Keys are written with the prefix `text_model.`, which every published folder has, and read
    /// with and without it.
    public init(_ configuration: TextEncoderConfiguration, _ store: ParameterStore) throws {
        self.configuration = configuration
        self.store = store
        let scope = store.root.child("text_model", alsoKnownAs: [""])
        let embeddings = scope / "embeddings"
        tokenEmbedding = try Embedding(
            embeddings / "token_embedding", count: configuration.vocabularySize,
            channels: configuration.hiddenSize, deviation: 0.02)
        positionEmbedding = try Embedding(
            embeddings / "position_embedding", count: configuration.contextLength,
            channels: configuration.hiddenSize, deviation: 0.02)
        layers = try (0..<configuration.layers).map {
            try TextEncoderLayer(scope / "encoder" / "layers" / $0, configuration)
        }
        finalNorm = try LayerNorm(
            scope / "final_layer_norm", channels: configuration.hiddenSize,
            epsilon: configuration.layerNormEpsilon)
    }

    /// The last hidden states [N, L, C] of token ids [N, L], normalised.
    public func callAsFunction(_ ids: Tensor) throws -> Tensor {
        let length = ids.size(1)
        let positions = try Tensor.range(0, Double(length), dtype: .int64, device: ids.device)
        var hidden = try tokenEmbedding(ids) + positionEmbedding(positions)
        let mask = try Self.causalMask(length, dtype: hidden.dtype, device: ids.device)
        for layer in layers { hidden = try layer(hidden, mask: mask) }
        return try finalNorm(hidden)
    }

    /// The hidden state [N, C] at each row's first end marker.
    ///
    /// The first published CLIP configurations give 2 as the end marker's id, where it is the
    /// largest id of the vocabulary; `transformers` takes the largest of the row then.
    public func pooled(_ hidden: Tensor, ids: Tensor) throws -> Tensor {
        let isLegacy = configuration.endID == 2
        let marks = isLegacy ? ids : try ids.isEqual(to: Double(configuration.endID)).to(.int64)
        let ends = try marks.argmax(1)
        let (rows, channels) = (hidden.size(0), hidden.size(2))
        let indices = try ends.reshaped(rows, 1, 1).expanded(rows, 1, channels)
        return try hidden.gathered(1, indices).squeezed(1)
    }

    /// −∞ above the diagonal, as a finite number that half precision can hold.
    private static func causalMask(
        _ length: Int, dtype: DType, device: Device
    ) throws -> Tensor {
        let positions = try Tensor.range(0, Double(length), device: device)
        let isLater = try positions.reshaped(1, length)
            .isGreater(than: positions.reshaped(length, 1))
        return try isLater.to(.float32) * -30_000
    }
}
