internal import Foundation
internal import Networks
internal import Safetensors
public import Tensors
public import Text

/// A `diffusers` folder of a Stable Diffusion pipeline on disk; to be read, also a folder of the
/// Hugging Face cache, or one file with a whole model as its authors' code writes it.
public struct ModelFolder: Sendable, Equatable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Writes every part, weights in `dtype`.
    public func save(_ model: DiffusionModel, dtype: DType) throws {
        try saveUNet(model.unet, dtype: dtype)
        try saveAutoencoder(model.autoencoder, dtype: dtype)
        try saveTextEncoder(model.textEncoder, dtype: dtype)
        try saveTokenizer(model.tokenizer)
        try saveSchedule(model.schedule)
    }

    public func saveUNet(_ unet: UNet, dtype: DType) throws {
        try save(
            unet.configuration, unet.store, part: "unet", weights: "diffusion_pytorch_model",
            dtype: dtype)
    }

    public func saveAutoencoder(_ autoencoder: Autoencoder, dtype: DType) throws {
        try save(
            autoencoder.configuration, autoencoder.store, part: "vae",
            weights: "diffusion_pytorch_model", dtype: dtype)
    }

    public func saveTextEncoder(_ encoder: TextEncoder, dtype: DType) throws {
        try save(
            encoder.configuration, encoder.store, part: "text_encoder", weights: "model",
            dtype: dtype)
    }

    public func saveTokenizer(_ tokenizer: Tokenizer) throws {
        try makeFolder("tokenizer")
        try tokenizer.write(toFolder: file("tokenizer"))
    }

    /// Writes the schedule and the index, after which the folder is complete.
    public func saveSchedule(_ schedule: NoiseSchedule) throws {
        try makeFolder("scheduler")
        try JSONFile.write(
            schedule.configuration, to: file("scheduler/scheduler_config.json"))
        try JSONFile.write(ModelIndex(), to: file("model_index.json"))
    }

    private func save(
        _ configuration: some Encodable, _ store: ParameterStore, part: String,
        weights: String, dtype: DType
    ) throws {
        try makeFolder(part)
        try SafetensorsWriter.write(
            store.stateDictionary(), as: dtype, to: file("\(part)/\(weights).safetensors"))
        try JSONFile.write(configuration, to: file("\(part)/config.json"))
    }

    private func makeFolder(_ part: String) throws {
        try FileManager.default.createDirectory(
            atPath: file(part), withIntermediateDirectories: true)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
