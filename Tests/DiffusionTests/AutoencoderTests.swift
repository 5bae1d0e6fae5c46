import Diffusion
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("Autoencoder against diffusers' AutoencoderKL")
struct AutoencoderTests {
    static let folders = ["autoencoder-color", "autoencoder-grey"]

    static func autoencoder(_ folder: String, _ store: ParameterStore) throws -> Autoencoder {
        try Autoencoder(Golden.json("\(folder)/config.json"), store)
    }

    @Test("The latents' moments are those of diffusers", arguments: folders)
    func moments(_ folder: String) throws {
        let golden = try Golden.Numbers("\(folder)/golden")
        let autoencoder = try AutoencoderTests.autoencoder(folder, Golden.store(folder))
        let moments = try autoencoder.moments(golden["pictures"])
        #expect(try moments.mean.error(from: golden["mean"]) < 1e-4)
        #expect(try moments.logVariance.error(from: golden["log_variance"]) < 1e-4)
    }

    @Test("Decoded pictures are those of diffusers", arguments: folders)
    func decoded(_ folder: String) throws {
        let golden = try Golden.Numbers("\(folder)/golden")
        let autoencoder = try AutoencoderTests.autoencoder(folder, Golden.store(folder))
        let pictures = try autoencoder.decode(golden["latents"])
        #expect(try pictures.error(from: golden["decoded"]) < 1e-4)
    }

    @Test("Every tensor of the file is used, and written under the same key", arguments: folders)
    func keys(_ folder: String) throws {
        let store = try Golden.store(folder)
        _ = try AutoencoderTests.autoencoder(folder, store)
        let golden = try Golden.Numbers("\(folder)/diffusion_pytorch_model")
        #expect(store.unusedKeys.isEmpty)
        #expect(Set(store.stateDictionary().map(\.key)) == Set(golden.file.entries.keys))
    }

    @Test("Attention may be spelt query, key, value, proj_attn", arguments: [false, true])
    func oldSpelling(asConvolutions: Bool) throws {
        let folder = "autoencoder-color"
        let golden = try Golden.Numbers("\(folder)/golden")
        let decoded = try withTemporaryFolder { temporary in
            let path = "\(temporary)/old.safetensors"
            try AutoencoderTests.writeOldSpelling(to: path, asConvolutions: asConvolutions)
            let store = ParameterStore(.source(try CheckpointFile(path: path)))
            let autoencoder = try AutoencoderTests.autoencoder(folder, store)
            #expect(store.unusedKeys.isEmpty)
            return try autoencoder.decode(golden["latents"])
        }
        #expect(try decoded.error(from: golden["decoded"]) < 1e-4)
    }

    private static let oldNames = [
        ".to_q.": ".query.", ".to_k.": ".key.", ".to_v.": ".value.", ".to_out.0.": ".proj_attn.",
    ]

    private static func writeOldSpelling(to path: String, asConvolutions: Bool) throws {
        let file = try Golden.Numbers("autoencoder-color/diffusion_pytorch_model").file
        let tensors = try file.entries.keys.sorted().map { key in
            let tensor = try Tensor.mapped(key, in: file)
            guard let (new, old) = oldNames.first(where: { key.contains($0.key) }) else {
                return (key: key, tensor: tensor)
            }
            let isConvolution = asConvolutions && tensor.rank == 2
            return (
                key: key.replacing(new, with: old),
                tensor: isConvolution ? try tensor.reshaped(tensor.shape + [1, 1]) : tensor
            )
        }
        try SafetensorsWriter.write(tensors, to: path)
    }
}
