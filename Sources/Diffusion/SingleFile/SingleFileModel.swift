internal import Foundation
internal import Networks
internal import Safetensors
internal import Tensors
internal import Text

/// A whole Stable Diffusion 1.x or 2.x model in one safetensors file, with the keys of the authors'
/// code (https://github.com/CompVis/stable-diffusion and
/// https://github.com/Stability-AI/stablediffusion), converted while it is loaded.
///
/// Such a file holds neither the tokenizer nor the noise schedule: `tokenizer/` must lie beside it,
/// and `scheduler/scheduler_config.json` may.
struct SingleFileModel {
    private let path: String
    private let file: SafetensorsFile

    init(_ path: String) throws {
        if Pickle.isOne(path) {
            let stem = (path as NSString).deletingPathExtension
            throw Pickle.refusal(path, converted: stem + ".safetensors")
        }
        guard path.hasSuffix(".safetensors") else {
            throw ModelError(
                "\(path) is no model: name a diffusers folder, or a .safetensors file of a whole "
                    + "Stable Diffusion model.")
        }
        try WeightFiles.refusePointer(path)
        self.path = path
        file = try SafetensorsFile(path: path)
        guard file.entries.keys.contains(where: { $0.hasPrefix(LatentDiffusionKeys.unet) }) else {
            throw ModelError(
                "\(path) has no tensor '\(LatentDiffusionKeys.unet)…': it is not a whole Stable "
                    + "Diffusion model. Name the diffusers folder that it belongs to.")
        }
    }

    func load(device: Device, dtype: DType) throws -> DiffusionModel {
        let architecture = try SingleFileArchitecture(file)
        func store(
            _ prefix: String, _ places: [String: RenamedCheckpoint.Place]
        ) -> ParameterStore {
            let source = RenamedCheckpoint(CheckpointFile(file, prefix: prefix), places: places)
            return ParameterStore(.source(source), device: device, dtype: dtype)
        }
        let keys = LatentDiffusionKeys(file)
        let unet = try UNet(
            architecture.unet, store(LatentDiffusionKeys.unet, keys.unetPlaces()))
        try unet.store.refuseUnusedKeys()
        let autoencoder = try Autoencoder(
            architecture.autoencoder, store(keys.autoencoder, keys.autoencoderPlaces()))
        try autoencoder.store.refuseUnusedKeys { $0.hasPrefix("loss.") }
        let textEncoder = try TextEncoder(
            architecture.textEncoder, store(keys.textEncoder, keys.textEncoderPlaces()))
        try textEncoder.refuseUnusedKeys()
        return DiffusionModel(
            unet: unet, autoencoder: autoencoder, textEncoder: textEncoder,
            tokenizer: try tokenizer(architecture),
            schedule: NoiseSchedule(try schedule(architecture)))
    }

    private var folder: String { (path as NSString).deletingLastPathComponent }

    private func beside(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

    private func tokenizer(_ architecture: SingleFileArchitecture) throws -> Tokenizer {
        let folder = beside("tokenizer")
        guard DataFile.isFolder(folder) else {
            throw ModelError(
                "\(path) has no tokenizer in it: put the folder tokenizer/ of a Stable Diffusion "
                    + "\(architecture.version).x model (vocab.json, merges.txt, "
                    + "tokenizer_config.json) beside it, as \(folder).")
        }
        return try Tokenizer(folder: folder)
    }

    private func schedule(
        _ architecture: SingleFileArchitecture
    ) throws -> SchedulerConfiguration {
        let path = beside("scheduler/scheduler_config.json")
        if DataFile.exists(path) { return try JSONFile.read(from: path) }
        switch file.metadata["modelspec.prediction_type"] {
        case "epsilon": return SchedulerConfiguration()
        case "v": return SchedulerConfiguration(prediction: .velocity)
        default: break
        }
        guard architecture.version == 1 else {
            throw ModelError(
                "Nothing in \(self.path) says whether this Stable Diffusion 2.x predicts noise "
                    + "(2-base, 2.1-base) or velocities (2, 2.1): put "
                    + "scheduler/scheduler_config.json with its prediction_type beside it.")
        }
        return SchedulerConfiguration()
    }
}
