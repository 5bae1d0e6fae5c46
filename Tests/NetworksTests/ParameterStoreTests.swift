import Foundation
import Networks
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("Parameter store")
struct ParameterStoreTests {
    private func initialized(seed: UInt64, dtype: DType = .float32) throws -> ParameterStore {
        ParameterStore(.initialization(try RandomGenerator(seed: seed)), dtype: dtype)
    }

    /// A network's layers, by the keys `body.0.…` and `head.…`.
    @discardableResult
    private func build(_ store: ParameterStore) throws -> [Parameter] {
        _ = try Convolution(store.root / "body" / 0, 2, 3, kernel: 3)
        _ = try Linear(store.root / "head", 3, 4)
        return store.parameters
    }

    private func withFile<Result>(
        _ store: ParameterStore, as dtype: DType? = nil, _ body: (CheckpointFile) throws -> Result
    ) throws -> Result {
        try withTemporaryFolder { folder in
            let path = "\(folder)/weights.safetensors"
            try SafetensorsWriter.write(store.stateDictionary(), as: dtype, to: path)
            return try body(CheckpointFile(path: path))
        }
    }

    private func values(_ store: ParameterStore) throws -> [[Float]] {
        try store.parameters.map { try $0.value.floats() }
    }

    @Test("Layers have their keys in the order in which they were made")
    func keys() throws {
        let store = try initialized(seed: 1)
        try build(store)
        #expect(
            store.stateDictionary().map(\.key)
                == ["body.0.weight", "body.0.bias", "head.weight", "head.bias"])
        #expect(store.parameterCount == 2 * 3 * 9 + 3 + 12 + 4)
    }

    @Test("A file in another number format is not held beside the copy that is made of it")
    func discards() throws {
        let saved = try initialized(seed: 1)
        _ = try Linear(saved.root / "large", 2048, 1024)
        try withFile(saved, as: .float16) { file in
            let made = ParameterStore(.source(file))
            let layer = try Linear(made.root / "large", 2048, 1024)
            #expect(try Self.resident(file.name) < 64)
            #expect(try layer.weight.value.floats().contains { $0 != 0 })
            // What is asked for again is there again.
            let again = try #require(try file.tensor("large.weight"))
            #expect(try again.to(.float32).floats() == layer.weight.value.floats())
            let held = try Self.resident(file.name)
            withExtendedLifetime((again, file)) { #expect(held > 4000) }
        }
    }

    /// KiB of a mapped file that are in this process's memory.
    private static func resident(_ path: String) throws -> Int {
        let file = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasSuffix(path) })
        let line = try #require(lines[start...].first { $0.hasPrefix("Rss:") })
        return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    }

    @Test("A network that is made from a saved one has the same numbers")
    func saving() throws {
        let saved = try initialized(seed: 1)
        try build(saved)
        try withFile(saved) { file in
            let made = ParameterStore(.source(file))
            try build(made)
            #expect(try values(made) == values(saved))
            #expect(made.unusedKeys.isEmpty)
            let loaded = try initialized(seed: 2)
            try build(loaded)
            #expect(try values(loaded) != values(saved))
            try loaded.load(file)
            #expect(try values(loaded) == values(saved))
        }
    }

    @Test("Weights are read in the type that is asked for, whatever the file's")
    func types() throws {
        let saved = try initialized(seed: 1)
        try build(saved)
        try withFile(saved, as: .float16) { file in
            let made = ParameterStore(.source(file))
            let parameters = try build(made)
            #expect(parameters.allSatisfy { $0.value.dtype == .float32 })
            let errors = try zip(values(made), values(saved)).map { largestError($0, $1) }
            #expect(errors.allSatisfy { $0 < 1e-3 })
        }
    }

    @Test("Keys that no layer asks for are reported")
    func unusedKeys() throws {
        let saved = try initialized(seed: 1)
        try build(saved)
        try withFile(saved) { file in
            let store = ParameterStore(.source(file))
            _ = try Linear(store.root / "head", 3, 4, bias: false)
            #expect(store.unusedKeys == ["body.0.bias", "body.0.weight", "head.bias"])
        }
    }

    @Test("A prefix of the file's keys is left out, and other keys are not seen")
    func prefix() throws {
        let saved = try initialized(seed: 1)
        try build(saved)
        try withFile(saved) { file in
            let body = try CheckpointFile(path: file.name, prefix: "body.")
            #expect(body.keys == ["0.weight", "0.bias"])
            #expect(try body.tensor("head.weight") == nil)
        }
    }

    @Test("A missing key and another shape are refused, with the key and the file")
    func refusals() throws {
        let saved = try initialized(seed: 1)
        try build(saved)
        try withFile(saved) { file in
            let store = ParameterStore(.source(file))
            let missing = #expect(throws: NetworkError.self) {
                try Linear(store.root / "neck", 3, 4)
            }
            #expect(missing?.description.contains("'neck.weight'") == true)
            #expect(missing?.description.contains("weights.safetensors") == true)
            let shape = #expect(throws: NetworkError.self) {
                try Linear(store.root / "head", 4, 3)
            }
            #expect(shape?.description.contains("'head.weight'") == true)
            #expect(shape?.description.contains("[4, 3]") == true)
            #expect(shape?.description.contains("weights.safetensors") == true)
        }
    }

    @Test("The same seed draws the same network, within the bounds of PyTorch's layers")
    func initialization() throws {
        let (first, second) = (try initialized(seed: 1), try initialized(seed: 1))
        try build(first)
        try build(second)
        #expect(try values(first) == values(second))
        let bound = 1 / Float(2 * 9).squareRoot()
        #expect(try values(first)[0].allSatisfy { abs($0) <= bound })
        #expect(try values(first)[0].contains { abs($0) > bound / 2 })
    }

    @Test("Moving a parameter to another type keeps it trainable")
    func converting() throws {
        let store = try initialized(seed: 1)
        let parameter = try #require(try build(store).first)
        try store.setTrainable(true)
        try parameter.convert(to: .cpu, dtype: .bfloat16)
        #expect(parameter.value.dtype == .bfloat16)
        #expect(parameter.isTrainable)
    }
}
