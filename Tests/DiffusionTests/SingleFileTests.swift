import Diffusion
import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("Single-file checkpoints against diffusers' conversion")
struct SingleFileTests {
    /// Runs `body` with the path of a model in one file, its tokenizer beside it.
    private func withModel<Result>(
        _ version: Int, metadata: [String: String] = [:], hasTokenizer: Bool = true,
        _ change: (inout [String: Tensor]) throws -> Void = { _ in },
        _ body: (String) throws -> Result
    ) throws -> Result {
        let shapes: [String: [Int]] = try Golden.json("single-file/v\(version).json")
        var tensors: [String: Tensor] = [:]
        for (key, shape) in shapes { tensors[key] = try FormulaWeights.tensor(key, shape) }
        try change(&tensors)
        return try withTemporaryFolder { folder in
            let path = "\(folder)/model.safetensors"
            try SafetensorsWriter.write(
                tensors.sorted { $0.key < $1.key }.map { (key: $0.key, tensor: $0.value) },
                metadata: metadata, to: path)
            if hasTokenizer {
                try FileManager.default.copyItem(
                    atPath: Golden.path("pipeline/tokenizer"), toPath: "\(folder)/tokenizer")
            }
            return try body(path)
        }
    }

    private func refusal(_ path: String) throws -> String {
        do {
            _ = try ModelFolder(path).load()
            return "loaded"
        } catch let error as any CustomStringConvertible {
            return error.description
        }
    }

    private static let epsilon = ["modelspec.prediction_type": "epsilon"]

    @Test("Every part gives the numbers of diffusers", arguments: [1, 2])
    func parts(_ version: Int) throws {
        let golden = try Golden.Numbers("single-file/v\(version)")
        let model = try withModel(version, metadata: Self.epsilon) { try ModelFolder($0).load() }
        let hidden = try model.textEncoder(golden["ids"])
        #expect(try hidden.error(from: golden["hidden"]) < 1e-4)
        let noise = try model.unet(
            golden["latents"], timesteps: Tensor.of([981]), context: golden["hidden"])
        let error = try noise.error(from: golden["noise"])
        #expect(error < 1e-4)
        let decoded = try model.autoencoder.decode(golden["latents"])
        #expect(try decoded.error(from: golden["decoded"]) < 1e-4)
        let moments = try model.autoencoder.moments(golden["pictures"])
        #expect(try moments.mean.error(from: golden["mean"]) < 1e-4)
    }

    @Test("It is the same model as the folder that it is saved as")
    func conversion() throws {
        try withModel(2, metadata: Self.epsilon) { path in
            try withTemporaryFolder { folder in
                try ModelFolder(folder).save(ModelFolder(path).load(), dtype: .float32)
                #expect(try GoldenFolder.answers(folder) == GoldenFolder.answers(path))
            }
        }
    }

    @Test("What a 2.x model predicts is read where the file says it, and asked for where not")
    func prediction() throws {
        let velocity = try withModel(2, metadata: ["modelspec.prediction_type": "v"]) {
            try ModelFolder($0).load().schedule.configuration.prediction
        }
        #expect(velocity == .velocity)
        try withModel(2) { path in
            #expect(try refusal(path).contains("put scheduler/scheduler_config.json"))
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
                .appendingPathComponent("scheduler")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try #"{"prediction_type": "v_prediction", "beta_schedule": "scaled_linear"}"#.write(
                to: folder.appendingPathComponent("scheduler_config.json"), atomically: true,
                encoding: .utf8)
            #expect(try ModelFolder(path).load().schedule.configuration.prediction == .velocity)
        }
    }

    @Test("A tensor without a place in Stable Diffusion is named")
    func leftOver() throws {
        let key = "model.diffusion_model.label_emb.0.0.weight"
        let sentence = try withModel(1) {
            $0[key] = try .zeros([4, 4])
        } _: {
            try refusal($0)
        }
        #expect(sentence.contains("'label_emb.0.0.weight'"), "\(sentence)")
    }

    @Test("A file without its tokenizer says what to put beside it")
    func noTokenizer() throws {
        let sentence = try withModel(1, hasTokenizer: false) { try refusal($0) }
        #expect(sentence.contains("tokenizer/") && sentence.contains("vocab.json"))
    }

    @Test("Other files are called what they are")
    func otherFiles() throws {
        try withTemporaryFolder { folder in
            for name in ["model.ckpt", "model.gguf", "unet.safetensors"] {
                try SafetensorsWriter.write(
                    [(key: "conv_in.weight", tensor: try Tensor.zeros([1]))],
                    to: "\(folder)/\(name)")
            }
            let pickle = try refusal("\(folder)/model.ckpt")
            #expect(pickle.contains("is a pickle"))
            #expect(pickle.contains("\(folder)/model.safetensors"))
            #expect(try refusal("\(folder)/model.gguf").contains("is no model"))
            #expect(
                try refusal("\(folder)/unet.safetensors").contains(
                    "not a whole Stable Diffusion model"))
        }
    }
}
