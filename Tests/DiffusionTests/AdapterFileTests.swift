import Diffusion
import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("Low-rank adapter files against diffusers' save_lora_weights")
struct AdapterFileTests {
    private func output(_ unet: UNet) throws -> Tensor {
        let golden = try Golden.Numbers("unet-convolutions/golden")
        return try unet(
            golden["latents"], timesteps: golden["timesteps"], context: golden["context"])
    }

    @Test("A file that diffusers wrote gives its output, its scale taken from the header")
    func reading() throws {
        let unet = try UNetTests.unet("unet-convolutions")
        let file = try AdapterFile(path: Golden.path("adapter/pytorch_lora_weights.safetensors"))
        #expect(file.entries.count == 56)
        try file.merge(into: unet)
        let expected = try Golden.Numbers("adapter/golden")["output"]
        let error = try output(unet).error(from: expected)
        #expect(error < 1e-4)
        #expect(
            try expected.error(from: Golden.Numbers("unet-convolutions/golden")["output"]) > 1e-2)
    }

    @Test("A file that was written is the same when it is read again, and needs no scale")
    func writing() throws {
        let file = try AdapterFile(path: Golden.path("adapter/pytorch_lora_weights.safetensors"))
        let (first, second) = (
            try UNetTests.unet("unet-convolutions"), try UNetTests.unet("unet-convolutions")
        )
        try file.merge(into: first)
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.safetensors"
            try file.write(to: path)
            let keys = try SafetensorsFile(path: path).entries.keys
            #expect(keys.allSatisfy { $0.hasPrefix("unet.") && $0.contains(".lora_") })
            try AdapterFile(path: path).merge(into: second)
        }
        #expect(try output(first).error(from: output(second)) < 1e-6)
    }

    @Test("A scale beside an adapter is taken in, and older spellings are known")
    func scale() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.safetensors"
            try SafetensorsWriter.write(
                [
                    (key: "unet.layer.lora.down.weight", tensor: try Tensor.ones([2, 3])),
                    (key: "unet.layer.lora.up.weight", tensor: try Tensor.ones([4, 2])),
                    (key: "unet.layer.alpha", tensor: try Tensor.of([Float(6)])),
                ], to: path)
            let entry = try #require(try AdapterFile(path: path).entries.first)
            #expect(entry.path == "layer")
            // alpha / rank = 3
            #expect(try entry.up.floats() == [Float](repeating: 3, count: 8))
        }
    }

    @Test("Adapters of another model and other tensors are refused by name")
    func refusals() throws {
        let unet = try UNetTests.unet("unet-convolutions")
        let stranger = AdapterFile([
            .init(path: "mid_block.none", down: try .ones([1, 8]), up: try .ones([8, 1]))
        ])
        let error = #expect(throws: ModelError.self) { try stranger.merge(into: unet) }
        #expect(error?.description.contains("'mid_block.none'") == true)
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.safetensors"
            try SafetensorsWriter.write(
                [(key: "lora_unet_mid.alpha", tensor: try Tensor.ones([1]))], to: path)
            let error = #expect(throws: ModelError.self) { try AdapterFile(path: path) }
            #expect(error?.description.contains("'lora_unet_mid.alpha'") == true)
        }
    }
}
