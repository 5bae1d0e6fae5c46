import Diffusion
import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing
import Text

@Suite("Model folder")
struct ModelFolderTests {
    @Test("A folder that was loaded and saved gives the same pictures and predictions")
    func roundTrip() throws {
        try GoldenFolder.use { folder in
            let model = try ModelFolder(folder).load()
            let copy = try withTemporaryFolder { other in
                try ModelFolder(other).save(model, dtype: .float32)
                return try ModelFolder(other).load()
            }
            #expect(copy.unet.configuration == model.unet.configuration)
            #expect(copy.autoencoder.configuration == model.autoencoder.configuration)
            #expect(copy.textEncoder.configuration == model.textEncoder.configuration)
            #expect(copy.schedule == model.schedule)
            let latents = try RandomGenerator(seed: 2).normal([1] + model.latentShape)
            #expect(try copy.decode(latents).floats() == model.decode(latents).floats())
            let (time, context) = (try Tensor.of([500]), try Tensor.ones([1, 3, 16]))
            #expect(
                try copy.unet(latents, timesteps: time, context: context).floats()
                    == model.unet(latents, timesteps: time, context: context).floats())
        }
    }

    @Test("Decoded pictures are grey and lie between 0 and 1")
    func pictures() throws {
        try GoldenFolder.use { folder in
            let model = try ModelFolder(folder).load()
            let pictures = try model.decode(
                RandomGenerator(seed: 2).normal([2] + model.latentShape) * 50)
            #expect(pictures.shape == [2, 1, 32, 32])
            #expect(try pictures.floats().allSatisfy { (0...1).contains($0) })
        }
    }

    @Test("A missing tensor is named, with its file")
    func missingTensor() throws {
        let sentence = try GoldenFolder.refusal { folder in
            try GoldenFolder.rewrite("\(folder)/unet/diffusion_pytorch_model.safetensors") {
                $0["conv_in.bias"] = nil
            }
        }
        #expect(sentence.contains("'conv_in.bias'"))
        #expect(sentence.contains("unet/diffusion_pytorch_model.safetensors"))
    }

    @Test("A tensor of another shape is named, with its file and both shapes")
    func wrongShape() throws {
        let sentence = try GoldenFolder.refusal { folder in
            try GoldenFolder.rewrite("\(folder)/vae/diffusion_pytorch_model.safetensors") {
                $0["decoder.conv_in.bias"] = try .zeros([3])
            }
        }
        #expect(sentence.contains("'decoder.conv_in.bias'"))
        #expect(sentence.contains("vae/diffusion_pytorch_model.safetensors"))
        #expect(sentence.contains("[3]") && sentence.contains("[8]"))
    }

    @Test(
        "A missing file is named",
        arguments: [
            "unet/config.json", "unet/diffusion_pytorch_model.safetensors", "vae/config.json",
            "text_encoder/model.safetensors", "scheduler/scheduler_config.json",
            "tokenizer/vocab.json", "model_index.json",
        ])
    func missingFile(_ name: String) throws {
        let sentence = try GoldenFolder.refusal {
            try FileManager.default.removeItem(atPath: "\($0)/\(name)")
        }
        #expect(sentence.contains(URL(fileURLWithPath: name).lastPathComponent))
    }

    @Test("Weights that are cut short are named")
    func damagedWeights() throws {
        let name = "text_encoder/model.safetensors"
        let sentence = try GoldenFolder.refusal { folder in
            let path = "\(folder)/\(name)"
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            try data.prefix(data.count - 5).write(to: URL(fileURLWithPath: path))
        }
        #expect(sentence.contains(name) && sentence.contains("cut short"))
    }

    @Test(
        "JSON that is damaged is named, and said to be no JSON",
        arguments: ["unet/config.json", "vae/config.json", "scheduler/scheduler_config.json"])
    func damagedJSON(_ name: String) throws {
        let sentence = try GoldenFolder.refusal { folder in
            try "{ \"a\": ".write(
                toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        #expect(sentence.contains("\(name) is not valid JSON"))
    }

    @Test("What is not supported is named, with its file")
    func unsupported() throws {
        let cases: [(file: String, old: String, new: String, named: String)] = [
            ("unet", "\"DownBlock2D\"", "\"ResnetDownsampleBlock2D\"", "ResnetDownsampleBlock2D"),
            ("unet", "\"act_fn\": \"silu\"", "\"act_fn\": \"mish\"", "mish"),
            (
                "unet", "\"class_embed_type\": null", "\"class_embed_type\": \"timestep\"",
                "class_embed_type"
            ),
            (
                "unet", "\"cross_attention_dim\": 16", "\"cross_attention_dim\": \"wide\"",
                "cross_attention_dim"
            ),
            ("text_encoder", "\"quick_gelu\"", "\"relu\"", "relu"),
            ("scheduler", "\"epsilon\"", "\"sample\"", "prediction_type"),
            ("scheduler", "\"scaled_linear\"", "\"sigmoid\"", "beta_schedule"),
        ]
        for row in cases {
            let file =
                row.file == "scheduler"
                ? "scheduler/scheduler_config.json" : "\(row.file)/config.json"
            let sentence = try GoldenFolder.refusal { folder in
                try GoldenFolder.replace(row.old, with: row.new, in: "\(folder)/\(file)")
            }
            #expect(sentence.contains(row.named), "\(row.new): \(sentence)")
            #expect(!sentence.contains("not valid JSON"), "\(row.new): \(sentence)")
        }
    }

    @Test("Numbers that make no network are refused")
    func impossibleNumbers() throws {
        let cases = [
            ("unet/config.json", "\"layers_per_block\": 1", "\"layers_per_block\": -1"),
            ("vae/config.json", "\"layers_per_block\": 1", "\"layers_per_block\": -1"),
            ("unet/config.json", "\"norm_num_groups\": 4", "\"norm_num_groups\": 0"),
            ("unet/config.json", "\"norm_num_groups\": 4", "\"norm_num_groups\": 3"),
            (
                "text_encoder/config.json", "\"num_attention_heads\": 2",
                "\"num_attention_heads\": 0"
            ),
            (
                "scheduler/scheduler_config.json", "\"num_train_timesteps\": 1000",
                "\"num_train_timesteps\": 0"
            ),
        ]
        for (file, old, new) in cases {
            let sentence = try GoldenFolder.refusal {
                try GoldenFolder.replace(old, with: new, in: "\($0)/\(file)")
            }
            #expect(sentence != "loaded", "\(new)")
        }
    }
}
