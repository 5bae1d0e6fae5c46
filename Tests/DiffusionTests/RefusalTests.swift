import Diffusion
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Model folders that are refused")
struct RefusalTests {
    @Test(
        "What a folder asks for and is not done is refused, with the setting and its value",
        arguments: [
            ("unet/config.json", "\"transformer_layers_per_block\": 2", "to 2; only 1"),
            ("unet/config.json", "\"transformer_layers_per_block\": [1, 2, 10]", "[1, 2, 10]"),
            ("unet/config.json", "\"addition_embed_type\": \"text_time\"", "'text_time'"),
            ("unet/config.json", "\"num_class_embeds\": 1000", "num_class_embeds to 1000"),
            ("unet/config.json", "\"only_cross_attention\": true", "only_cross_attention"),
            ("unet/config.json", "\"mid_block_type\": \"UNetMidBlock2D\"", "'UNetMidBlock2D'"),
            ("unet/config.json", "\"time_embedding_type\": \"fourier\"", "'fourier'"),
            ("unet/config.json", "\"layers_per_block\": [1, 2, 2]", "layers_per_block"),
            ("unet/config.json", "\"attention_head_dim\": 3", "attention_head_dim"),
            ("vae/config.json", "\"_class_name\": \"AutoencoderTiny\"", "'AutoencoderTiny'"),
            ("vae/config.json", "\"act_fn\": \"relu\"", "'relu'"),
            ("vae/config.json", "\"latents_mean\": [0.1, 0.2]", "latents_mean"),
            ("scheduler/scheduler_config.json", "\"clip_sample\": true", "only false"),
            ("scheduler/scheduler_config.json", "\"thresholding\": true", "thresholding"),
            ("scheduler/scheduler_config.json", "\"trained_betas\": [0.1]", "trained_betas"),
            (
                "scheduler/scheduler_config.json",
                "\"_class_name\": \"FlowMatchEulerDiscreteScheduler\"", "'FlowMatchEuler"
            ),
            ("model_index.json", "\"text_encoder_2\": [\"a\", \"B\"]", "'text_encoder_2'"),
            ("model_index.json", "\"unet\": [\"a\", \"UNet3D\"]", "'UNet3D'"),
        ])
    func settings(_ file: String, _ setting: String, _ named: String) throws {
        let sentence = try GoldenFolder.refusal { folder in
            let path = "\(folder)/\(file)"
            let key = String(setting.prefix { $0 != ":" })
            var kept =
                try JSONSerialization.jsonObject(
                    with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any] ?? [:]
            kept[key.replacing("\"", with: "")] = nil
            try JSONSerialization.data(withJSONObject: kept)
                .write(to: URL(fileURLWithPath: path))
            try GoldenFolder.add(setting, to: path)
        }
        #expect(sentence.contains(named), "\(sentence)")
        #expect(!sentence.contains("not valid JSON"), "\(sentence)")
    }

    @Test("Tensors that no layer has a place for are named, with their file")
    func leftOver() throws {
        for file in [
            "unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model", "text_encoder/model",
        ] {
            let sentence = try GoldenFolder.refusal { folder in
                try GoldenFolder.rewrite("\(folder)/\(file).safetensors") {
                    $0["add_embedding.linear_1.weight"] = try .zeros([1])
                }
            }
            #expect(sentence.contains("'add_embedding.linear_1.weight'"), "\(sentence)")
            #expect(sentence.contains(file), "\(sentence)")
        }
    }

    @Test("A pickle is refused with the reason and its conversion")
    func pickles() throws {
        for (file, pickle) in [
            ("unet/diffusion_pytorch_model", "unet/diffusion_pytorch_model.bin"),
            ("text_encoder/model", "text_encoder/pytorch_model.bin"),
        ] {
            let sentence = try GoldenFolder.refusal { folder in
                try FileManager.default.moveItem(
                    atPath: "\(folder)/\(file).safetensors", toPath: "\(folder)/\(pickle)")
            }
            #expect(sentence.contains(pickle) && sentence.contains("is a pickle"))
            #expect(sentence.contains("python3 -c"))
            #expect(sentence.contains("weights_only=True"))
            #expect(sentence.contains("\(file).safetensors"))
        }
    }

    @Test("A clone without its large files is told so")
    func pointer() throws {
        let sentence = try GoldenFolder.refusal { folder in
            try "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".write(
                toFile: "\(folder)/vae/diffusion_pytorch_model.safetensors", atomically: true,
                encoding: .utf8)
        }
        #expect(sentence.contains("git lfs pull"))
    }

    @Test("Parts that do not belong together are named")
    func parts() throws {
        let other = try GoldenFolder.refusal { folder in
            try FileManager.default.removeItem(atPath: "\(folder)/vae")
            try FileManager.default.copyItem(
                atPath: Golden.path("autoencoder-grey"), toPath: "\(folder)/vae")
        }
        #expect(other.contains("4 channels") && other.contains("latents have 8"), "\(other)")
        let wide = try GoldenFolder.refusal { folder in
            try GoldenFolder.replace(
                "\"hidden_size\": 16", with: "\"hidden_size\": 8",
                in: "\(folder)/text_encoder/config.json")
            try GoldenFolder.replace(
                "\"intermediate_size\": 24", with: "\"intermediate_size\": 4",
                in: "\(folder)/text_encoder/config.json")
            try GoldenFolder.rewrite("\(folder)/text_encoder/model.safetensors") { tensors in
                for (key, tensor) in tensors {
                    let isToken = key.hasSuffix("embedding.weight")
                    let shape = tensor.shape.enumerated().map { index, size in
                        size == 16 && !(isToken && index == 0) ? 8 : size == 24 ? 4 : size
                    }
                    tensors[key] = try .zeros(shape)
                }
            }
        }
        #expect(wide.contains("cross_attention_dim is 16"), "\(wide)")
        let tokens = try GoldenFolder.refusal { folder in
            try GoldenFolder.replace(
                "\"vocab_size\": 640", with: "\"vocab_size\": 600",
                in: "\(folder)/text_encoder/config.json")
            try GoldenFolder.rewrite("\(folder)/text_encoder/model.safetensors") { tensors in
                for (key, tensor) in tensors where key.hasSuffix("token_embedding.weight") {
                    tensors[key] = try tensor.sliced(0, 0..<600)
                }
            }
        }
        #expect(tokens.contains("ids up to 639"), "\(tokens)")
    }
}
