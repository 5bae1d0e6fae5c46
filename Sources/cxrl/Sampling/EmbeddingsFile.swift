import Diffusion
import Networks
import RLCF
import Safetensors
import Tensors

/// Adaptive condition embeddings as they are exported: `adaptive_condition_embeddings`
/// [tokens, channels], and in the header where they come from.
struct EmbeddingsFile {
    static let key = "adaptive_condition_embeddings"

    let path: String

    /// - Throws: `ModelError` where the file holds none, or those of another model.
    func embeddings(for model: DiffusionModel) throws -> AdaptiveConditionEmbeddings {
        let channels = model.textEncoder.configuration.hiddenSize
        guard let tensor = try CheckpointFile(path: path).tensor(Self.key), tensor.rank == 2,
            tensor.size(1) == channels
        else {
            throw ModelError(
                "\(path) holds no '\(Self.key)' of \(channels) channels, which this model's text "
                    + "encoder has: it belongs to another model.")
        }
        return try AdaptiveConditionEmbeddings(initial: tensor.to(.float32))
    }

    func write(
        _ embeddings: AdaptiveConditionEmbeddings, dtype: DType, metadata: [String: String]
    ) throws {
        let tensor = embeddings.parameter.value
        let facts = [
            "format": "pt", "tokens": String(embeddings.tokenCount),
            "channels": String(tensor.size(1)),
            "use": "append to prompt_embeds and negative_prompt_embeds along dimension 1",
        ]
        try SafetensorsWriter.write(
            [(key: Self.key, tensor: tensor)], as: dtype,
            metadata: metadata.merging(facts) { _, new in new }, to: path)
    }
}
