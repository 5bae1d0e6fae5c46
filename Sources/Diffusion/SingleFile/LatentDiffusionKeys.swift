internal import Foundation
internal import Networks
internal import Safetensors

/// Where the tensors of `diffusers`' and `transformers`' modules lie in a checkpoint of the
/// authors' code.
struct LatentDiffusionKeys {
    static let unet = "model.diffusion_model."

    private let keys: [String]
    /// Prefix of the autoencoder's keys.
    let autoencoder: String
    /// Prefix of the text encoder's keys.
    let textEncoder: String
    /// Whether the text encoder is written as `open_clip` does, which is Stable Diffusion 2.x.
    let isOpenCLIP: Bool

    private static let openCLIP = "cond_stage_model.model."

    init(_ file: SafetensorsFile) {
        let keys = Array(file.entries.keys)
        func has(_ prefix: String) -> Bool { keys.contains { $0.hasPrefix(prefix) } }
        self.keys = keys
        isOpenCLIP = has(Self.openCLIP)
        textEncoder = isOpenCLIP ? Self.openCLIP : "cond_stage_model.transformer."
        autoencoder = has("first_stage_model.") ? "first_stage_model." : "vae."
    }

    private func names(_ prefix: String) -> [String] {
        keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    private static func places(
        _ names: [String], _ renamed: (String) -> String
    ) -> [String: RenamedCheckpoint.Place] {
        Dictionary(names.map { (renamed($0), RenamedCheckpoint.Place($0)) }) { first, _ in first }
    }

    func unetPlaces() -> [String: RenamedCheckpoint.Place] {
        let names = names(Self.unet)
        let layers = Self.layersPerBlock(names)
        return Self.places(names) { UNetKey.renamed($0, layersPerBlock: layers) }
    }

    /// Residual blocks of a level: those before the first downsampler.
    static func layersPerBlock(_ names: [String]) -> Int {
        // input_blocks.INDEX.0.op.weight
        let indices = names.compactMap { name -> Int? in
            let parts = name.split(separator: ".")
            return parts.count == 5 && parts[0] == "input_blocks" && parts[3] == "op"
                ? Int(parts[1]) : nil
        }
        return max(1, (indices.min() ?? 2) - 1)
    }

    func autoencoderPlaces() -> [String: RenamedCheckpoint.Place] {
        let names = names(autoencoder)
        let levels = Set(
            names.compactMap { name -> Substring? in
                let parts = name.split(separator: ".")
                return parts.count > 2 && parts[0] == "decoder" && parts[1] == "up"
                    ? parts[2] : nil
            }
        ).count
        return Self.places(names) { AutoencoderKey.renamed($0, levels: levels) }
    }

    func textEncoderPlaces() -> [String: RenamedCheckpoint.Place] {
        let names = names(textEncoder)
        guard isOpenCLIP else { return Self.places(names) { $0 } }
        var places: [String: RenamedCheckpoint.Place] = [:]
        for name in names {
            for (key, place) in OpenCLIPKey.places(of: name) { places[key] = place }
        }
        return places
    }
}
