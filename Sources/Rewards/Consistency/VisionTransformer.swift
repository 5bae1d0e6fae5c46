public import Diffusion
public import Networks
public import Tensors

/// CLIP's image encoder (Dosovitskiy et al., ICLR 2021; Radford et al., ICML 2021), as
/// `transformers`' CLIPVisionModel.
public final class VisionTransformer {
    /// Sizes of the encoder.
    public struct Configuration: Sendable, Equatable {
        /// Of the layers; its vocabulary and context are of no meaning here.
        public var layer: TextEncoderConfiguration
        /// Side of the square picture, in pixels.
        public var imageSize: Int
        /// Side of a patch, in pixels.
        public var patchSize: Int
    }

    private let classEmbedding: Parameter
    private let patchEmbedding: Convolution
    private let positionEmbedding: Embedding
    private let firstNorm: LayerNorm
    private let layers: [TextEncoderLayer]
    private let finalNorm: LayerNorm

    public init(_ configuration: Configuration, _ scope: Scope) throws {
        let (layer, patch) = (configuration.layer, configuration.patchSize)
        guard patch > 0, configuration.imageSize.isMultiple(of: patch) else {
            throw NetworkError(
                "Pictures of \(configuration.imageSize) pixels do not divide into patches of "
                    + "\(patch): correct image_size and patch_size.")
        }
        let channels = layer.hiddenSize
        let embeddings = scope / "embeddings"
        classEmbedding = try embeddings.parameter(
            "class_embedding", [channels], .normal(deviation: 0.02))
        patchEmbedding = try Convolution(
            embeddings / "patch_embedding", 3, channels, kernel: patch, stride: patch,
            padding: 0, bias: false)
        let side = configuration.imageSize / patch
        positionEmbedding = try Embedding(
            embeddings / "position_embedding", count: side * side + 1, channels: channels,
            deviation: 0.02)
        firstNorm = try LayerNorm(
            scope / "pre_layrnorm", channels: channels, epsilon: layer.layerNormEpsilon)
        layers = try (0..<layer.layers).map {
            try TextEncoderLayer(scope / "encoder" / "layers" / $0, layer)
        }
        finalNorm = try LayerNorm(
            scope / "post_layernorm", channels: channels, epsilon: layer.layerNormEpsilon)
    }

    /// Features [N, C] of normalised colour pictures [N, 3, H, W].
    public func callAsFunction(_ images: Tensor) throws -> Tensor {
        let patches = try patchEmbedding(images).flattened(from: 2).transposed(1, 2)
        let (count, channels) = (patches.size(0), patches.size(2))
        let marker = try classEmbedding.value.reshaped(1, 1, channels)
            .expanded(count, 1, channels)
        let tokens = try Tensor.concatenated([marker, patches], 1)
        var hidden = try firstNorm(tokens + positionEmbedding.weight.value)
        for layer in layers { hidden = try layer(hidden) }
        return try finalNorm(hidden.select(1, 0))
    }
}
