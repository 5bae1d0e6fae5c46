import Diffusion
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("Spellings of model folders that are found on disk")
struct SpellingTests {
    private static let unet = "unet/diffusion_pytorch_model"
    private static let files = [
        unet, "vae/diffusion_pytorch_model", "text_encoder/model",
    ]

    /// Whether the folder gives the same numbers after `change`, within half precision's.
    private func expectSame(
        within tolerance: Float = 0, _ change: (String) throws -> Void
    ) throws {
        let plain = try GoldenFolder.use { try GoldenFolder.answers($0) }
        let changed = try GoldenFolder.use { folder in
            try change(folder)
            return try GoldenFolder.answers(folder)
        }
        for (found, expected) in zip(changed, plain) {
            #expect(largestError(found, expected) <= tolerance)
        }
    }

    @Test("Weights may be a variant's", arguments: ["fp16", "bf16", "non_ema"])
    func variant(_ name: String) throws {
        try expectSame { folder in
            for file in Self.files {
                try FileManager.default.moveItem(
                    atPath: "\(folder)/\(file).safetensors",
                    toPath: "\(folder)/\(file).\(name).safetensors")
            }
        }
    }

    @Test("Of several variants the most precise is taken")
    func preferredVariant() throws {
        try expectSame { folder in
            let path = "\(folder)/\(Self.unet)"
            try FileManager.default.moveItem(
                atPath: "\(path).safetensors", toPath: "\(path).fp16.safetensors")
            for other in ["bf16", "ema"] {
                try "damaged".write(
                    toFile: "\(path).\(other).safetensors", atomically: true, encoding: .utf8)
            }
        }
    }

    @Test(
        "Weights may lie in several files with an index",
        arguments: [
            "diffusion_pytorch_model.safetensors.index.json",
            "diffusion_pytorch_model.safetensors.index.fp16.json",
            "diffusion_pytorch_model.fp16.safetensors.index.json",
        ])
    func sharded(_ index: String) throws {
        try expectSame { try shard($0, index: index) }
    }

    /// Spreads the UNet over two files.
    private func shard(_ folder: String, index: String) throws {
        let path = "\(folder)/\(Self.unet).safetensors"
        let tensors = try GoldenFolder.tensors(in: path)
        var map: [String: String] = [:]
        for part in 0..<2 {
            let name = "diffusion_pytorch_model-0000\(part + 1)-of-00002.safetensors"
            let keys = tensors.keys.sorted().enumerated().filter { $0.offset % 2 == part }
            for (_, key) in keys { map[key] = name }
            try GoldenFolder.write(
                tensors.filter { map[$0.key] == name }, to: "\(folder)/unet/\(name)")
        }
        try FileManager.default.removeItem(atPath: path)
        let json = ["metadata": ["total_size": "1"], "weight_map": map]
        try JSONEncoder().encode(json).write(
            to: URL(fileURLWithPath: "\(folder)/unet/\(index)"))
    }

    @Test("A missing file of several is named")
    func missingShard() throws {
        let name = "diffusion_pytorch_model-00002-of-00002.safetensors"
        let sentence = try GoldenFolder.refusal { folder in
            try shard(folder, index: "diffusion_pytorch_model.safetensors.index.json")
            try FileManager.default.removeItem(atPath: "\(folder)/unet/\(name)")
        }
        #expect(sentence.contains(name) && sentence.contains("index.json"))
    }

    @Test("Weights may be of any floating-point type", arguments: [DType.float32, .bfloat16])
    func types(_ dtype: DType) throws {
        try expectSame(within: dtype == .float32 ? 0 : 0.2) { folder in
            for file in Self.files {
                try GoldenFolder.rewrite("\(folder)/\(file).safetensors") { tensors in
                    for (key, tensor) in tensors { tensors[key] = try tensor.to(dtype) }
                }
            }
        }
    }

    @Test(
        "The text encoder's keys may have the prefix text_model., position_ids and CLIP's other half",
        arguments: [false, true])
    func textEncoderKeys(hasPrefix: Bool) throws {
        try expectSame { folder in
            try GoldenFolder.rewrite("\(folder)/text_encoder/model.safetensors") { tensors in
                var renamed: [String: Tensor] = [:]
                let prefix = hasPrefix ? "text_model." : ""
                for (key, tensor) in tensors {
                    let bare = key.replacing("text_model.", with: "")
                    renamed[prefix + bare] = tensor
                }
                renamed["\(prefix)embeddings.position_ids"] = try Tensor.of([0, 1, 2])
                renamed["text_projection.weight"] = try .zeros([16, 16])
                // a layer behind the last that is configured: the penultimate one is taken
                renamed["\(prefix)encoder.layers.2.mlp.fc1.bias"] = try .zeros([24])
                tensors = renamed
            }
        }
    }

    @Test("Projections may be stored as matrices where the layer is a convolution")
    func matrices() throws {
        try expectSame { folder in
            try GoldenFolder.rewrite("\(folder)/\(Self.unet).safetensors") { tensors in
                var count = 0
                for (key, tensor) in tensors
                where key.hasSuffix("proj_in.weight") || key.hasSuffix("proj_out.weight") {
                    tensors[key] = try tensor.reshaped(Array(tensor.shape.prefix(2)))
                    count += 1
                }
                #expect(count == 14)
            }
        }
    }

    @Test("A tokenizer may be a tokenizer.json alone")
    func tokenizer() throws {
        try expectSame { folder in
            let path = "\(folder)/tokenizer"
            let vocabulary = try String(contentsOfFile: "\(path)/vocab.json", encoding: .utf8)
            let merges = try String(contentsOfFile: "\(path)/merges.txt", encoding: .utf8)
                .split(separator: "\n").dropFirst()
            let list = try JSONEncoder().encode(merges.map(String.init))
            let json = """
                {"model": {"type": "BPE", "end_of_word_suffix": "</w>",
                 "vocab": \(vocabulary), "merges": \(String(decoding: list, as: UTF8.self))}}
                """
            try json.write(
                toFile: "\(path)/tokenizer.json", atomically: true, encoding: .utf8)
            for name in ["vocab.json", "merges.txt"] {
                try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        }
    }

    @Test("Numbers for all levels may be given as a list, and usual settings may be written out")
    func configurations() throws {
        try expectSame { folder in
            try GoldenFolder.replace(
                "\"cross_attention_dim\": 16", with: "\"cross_attention_dim\": [16, 16, 16]",
                in: "\(folder)/unet/config.json")
            try GoldenFolder.add(
                "\"upcast_attention\": true, \"transformer_layers_per_block\": [1, 1, 1]",
                to: "\(folder)/unet/config.json")
            try GoldenFolder.add("\"force_upcast\": true", to: "\(folder)/vae/config.json")
        }
    }
}
