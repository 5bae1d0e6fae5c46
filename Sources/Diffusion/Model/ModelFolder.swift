internal import Foundation
internal import Networks
internal import Safetensors
public import Tensors
public import Text

/// A `diffusers` folder of a Stable Diffusion pipeline on disk.
public struct ModelFolder: Sendable, Equatable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Loads every part.
    ///
    /// - Throws: `ModelError`, `NetworkError` or `SafetensorsError` with the file and the remedy.
    public func load(device: Device = .cpu, dtype: DType = .float32) throws -> DiffusionModel {
        guard FileManager.default.fileExists(atPath: file("model_index.json")) else {
            throw ModelError(
                "\(path) is not a diffusers folder: it has no model_index.json. Name the folder "
                    + "that holds unet/, vae/, text_encoder/, tokenizer/ and scheduler/.")
        }
        func store(_ part: String, _ name: String) throws -> ParameterStore {
            ParameterStore(.source(try weights(part, name)), device: device, dtype: dtype)
        }
        return DiffusionModel(
            unet: try UNet(
                configuration("unet/config.json"), store("unet", "diffusion_pytorch_model")),
            autoencoder: try Autoencoder(
                configuration("vae/config.json"), store("vae", "diffusion_pytorch_model")),
            textEncoder: try TextEncoder(
                configuration("text_encoder/config.json"), store("text_encoder", "model")),
            tokenizer: try Tokenizer(folder: file("tokenizer")),
            schedule: NoiseSchedule(try configuration("scheduler/scheduler_config.json")))
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

    public func loadAutoencoder(device: Device = .cpu) throws -> Autoencoder {
        try Autoencoder(
            configuration("vae/config.json"),
            ParameterStore(
                .source(weights("vae", "diffusion_pytorch_model")), device: device))
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

    private func configuration<Value: Decodable>(_ name: String) throws -> Value {
        try JSONFile.read(Value.self, from: file(name))
    }

    private func weights(_ part: String, _ name: String) throws -> any TensorSource {
        let path = file("\(part)/\(name).safetensors")
        guard FileManager.default.fileExists(atPath: path) else {
            throw ModelError(
                "\(path) is missing: the \(part) of this model has no weights in safetensors form."
            )
        }
        return try CheckpointFile(path: path)
    }

    private func makeFolder(_ part: String) throws {
        try FileManager.default.createDirectory(
            atPath: file(part), withIntermediateDirectories: true)
    }

    private func file(_ name: String) -> String { "\(path)/\(name)" }
}
