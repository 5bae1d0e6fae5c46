import Diffusion
import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

/// A complete model folder of the golden models.
enum GoldenFolder {
    /// Runs `body` with the folder, which it may change.
    static func use<Result>(_ body: (String) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            for part in ["text_encoder", "tokenizer", "scheduler", "model_index.json"] {
                try copy("pipeline/\(part)", to: "\(folder)/\(part)")
            }
            try copy("unet-convolutions", to: "\(folder)/unet")
            try copy("autoencoder-color", to: "\(folder)/vae")
            return try body(folder)
        }
    }

    private static func copy(_ name: String, to path: String) throws {
        try FileManager.default.copyItem(atPath: Golden.path(name), toPath: path)
    }

    /// The sentence with which the folder is refused after `change`.
    static func refusal(_ change: (String) throws -> Void) throws -> String {
        try use { folder in
            try change(folder)
            do {
                _ = try ModelFolder(folder).load()
                return "loaded"
            } catch let error as any CustomStringConvertible {
                return error.description
            }
        }
    }

    static func replace(_ old: String, with new: String, in path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old), "\(old) in \(path)")
        try text.replacing(old, with: new).write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    /// Adds settings to a JSON object that ends with a brace.
    static func add(_ settings: String, to path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let end = try #require(text.lastIndex(of: "}"))
        try (text[..<end] + ", \(settings)}").write(
            toFile: path, atomically: true, encoding: .utf8)
    }

    static func tensors(in path: String) throws -> [String: Tensor] {
        let file = try CheckpointFile(path: path)
        var tensors: [String: Tensor] = [:]
        for key in file.keys { tensors[key] = try file.tensor(key) }
        return tensors
    }

    static func write(_ tensors: [String: Tensor], to path: String) throws {
        try SafetensorsWriter.write(
            tensors.sorted { $0.key < $1.key }.map { (key: $0.key, tensor: $0.value) }, to: path)
    }

    static func rewrite(
        _ path: String, _ change: (inout [String: Tensor]) throws -> Void
    ) throws {
        var tensors = try tensors(in: path)
        try change(&tensors)
        try write(tensors, to: path)
    }

    /// What the folder's model decodes and predicts from fixed inputs.
    static func answers(_ folder: String) throws -> [[Float]] {
        let model = try ModelFolder(folder).load()
        let latents = try RandomGenerator(seed: 2).normal([1] + model.latentShape)
        let context = try model.encode(["the heart is enlarged"])
        return [
            try context.floats(), try model.decode(latents).floats(),
            try model.unet(latents, timesteps: Tensor.of([500]), context: context).floats(),
        ]
    }
}
