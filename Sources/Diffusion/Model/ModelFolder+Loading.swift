internal import Foundation
internal import Networks
public import Tensors
public import Text

extension ModelFolder {
    /// Loads every part.
    ///
    /// - Throws: `ModelError`, `NetworkError` or `SafetensorsError` with the file and the remedy.
    public func load(device: Device = .cpu, dtype: DType = .float32) throws -> DiffusionModel {
        let located = try ModelFolder.located(path)
        guard located == self else { return try located.load(device: device, dtype: dtype) }
        let model =
            DataFile.exists(path)
            ? try SingleFileModel(path).load(device: device, dtype: dtype)
            : try loadParts(device: device, dtype: dtype)
        try model.checkParts(path)
        return model
    }

    private func loadParts(device: Device, dtype: DType) throws -> DiffusionModel {
        guard FileManager.default.fileExists(atPath: file("model_index.json")) else {
            throw ModelError(
                "\(path) is not a diffusers folder: it has no model_index.json. Name the folder "
                    + "that holds unet/, vae/, text_encoder/, tokenizer/ and scheduler/.")
        }
        _ = try JSONFile.read(ModelIndex.self, from: file("model_index.json"))
        return DiffusionModel(
            unet: try loadUNet(device: device, dtype: dtype),
            autoencoder: try loadAutoencoder(device: device, dtype: dtype),
            textEncoder: try loadTextEncoder(device: device, dtype: dtype),
            tokenizer: try loadTokenizer(), schedule: try loadSchedule())
    }

    public func loadTokenizer() throws -> Tokenizer {
        try Tokenizer(folder: file("tokenizer"))
    }

    public func loadSchedule() throws -> NoiseSchedule {
        NoiseSchedule(try configuration("scheduler/scheduler_config.json"))
    }

    public func loadUNet(device: Device = .cpu, dtype: DType = .float32) throws -> UNet {
        let unet = try UNet(
            configuration("unet/config.json"),
            store("unet", "diffusion_pytorch_model", device, dtype))
        try unet.store.refuseUnusedKeys()
        return unet
    }

    public func loadAutoencoder(
        device: Device = .cpu, dtype: DType = .float32
    ) throws -> Autoencoder {
        let autoencoder = try Autoencoder(
            configuration("vae/config.json"),
            store("vae", "diffusion_pytorch_model", device, dtype))
        try autoencoder.store.refuseUnusedKeys()
        return autoencoder
    }

    public func loadTextEncoder(
        device: Device = .cpu, dtype: DType = .float32
    ) throws -> TextEncoder {
        let encoder = try TextEncoder(
            configuration("text_encoder/config.json"), store("text_encoder", "model", device, dtype)
        )
        try encoder.refuseUnusedKeys()
        return encoder
    }

    private func configuration<Value: Decodable>(_ name: String) throws -> Value {
        try JSONFile.read(Value.self, from: file(name))
    }

    private func store(
        _ part: String, _ name: String, _ device: Device, _ dtype: DType
    ) throws -> ParameterStore {
        let source = try WeightFiles(folder: file(part), name: name).open()
        return ParameterStore(.source(source), device: device, dtype: dtype)
    }
}
