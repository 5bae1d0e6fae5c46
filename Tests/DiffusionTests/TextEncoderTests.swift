import Diffusion
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("Text encoder against transformers' CLIPTextModel")
struct TextEncoderTests {
    static let folders = ["text-encoder-quick-gelu", "text-encoder-gelu"]

    static func encoder(
        _ folder: String, _ store: ParameterStore? = nil,
        change: (inout TextEncoderConfiguration) -> Void = { _ in }
    ) throws -> TextEncoder {
        var configuration: TextEncoderConfiguration = try Golden.json("\(folder)/config.json")
        change(&configuration)
        return try TextEncoder(configuration, store ?? Golden.store(folder))
    }

    @Test("Hidden states and the pooled one are those of transformers", arguments: folders)
    func states(_ folder: String) throws {
        let golden = try Golden.Numbers("\(folder)/golden")
        let encoder = try TextEncoderTests.encoder(folder)
        let hidden = try encoder(golden["ids"])
        #expect(try hidden.error(from: golden["hidden"]) < 1e-4)
        let pooled = try encoder.pooled(hidden, ids: golden["ids"])
        #expect(try pooled.error(from: golden["pooled"]) < 1e-4)
    }

    @Test("Where the configuration says that the end marker is 2, the largest id marks the end")
    func legacyPooling() throws {
        let golden = try Golden.Numbers("legacy-pooling")
        let encoder = try TextEncoderTests.encoder("text-encoder-gelu") { $0.endID = 2 }
        let pooled = try encoder.pooled(encoder(golden["ids"]), ids: golden["ids"])
        #expect(try pooled.error(from: golden["pooled"]) < 1e-4)
    }

    @Test("Keys may begin with text_model. or not, and are written with it", arguments: folders)
    func prefix(_ folder: String) throws {
        let golden = try Golden.Numbers("\(folder)/golden")
        let bare = try TextEncoderTests.encoder(folder)
        #expect(bare.store.unusedKeys.isEmpty)
        let keys = bare.store.stateDictionary().map(\.key)
        #expect(keys.allSatisfy { $0.hasPrefix("text_model.") })
        try withTemporaryFolder { temporary in
            let path = "\(temporary)/model.safetensors"
            try SafetensorsWriter.write(bare.store.stateDictionary(), to: path)
            let store = ParameterStore(.source(try CheckpointFile(path: path)))
            let prefixed = try TextEncoderTests.encoder(folder, store)
            #expect(store.unusedKeys.isEmpty)
            let hidden = try prefixed(golden["ids"])
            #expect(try hidden.error(from: golden["hidden"]) < 1e-4)
        }
    }

    @Test("A token changes no state before it")
    func causality() throws {
        let encoder = try TextEncoderTests.encoder("text-encoder-gelu")
        let first = try encoder(Tensor.of([38, 1, 2, 3], shape: [1, 4]))
        let second = try encoder(Tensor.of([38, 1, 2, 9], shape: [1, 4]))
        #expect(try first.sliced(1, 0..<3).error(from: second.sliced(1, 0..<3)) < 1e-6)
        #expect(try first.sliced(1, 3..<4).error(from: second.sliced(1, 3..<4)) > 1e-3)
    }
}
