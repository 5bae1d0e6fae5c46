import Foundation
import Safetensors
import Testing

@Suite struct RoundTripTests {
    let folder: TemporaryFolder
    var path: String { folder.file("a.safetensors") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("What is written is read back: names, types, shapes, metadata and numbers")
    func everything() throws {
        try SafetensorsWriter.write(
            [
                TensorBytes(name: "b.weight", shape: [2, 2], floats: [1, -2, .infinity, 1e-30]),
                TensorBytes(name: "a.half", shape: [3], halves: [0.1, -65504, 2e-8]),
                TensorBytes(name: "steps", shape: [2], integers: [-1, 981]),
                TensorBytes(
                    name: "mask", elementType: .bool, shape: [3], data: Data([0, 1, 255])),
                TensorBytes(name: "scalar", shape: [], floats: [7]),
                TensorBytes(name: "empty", shape: [0, 4], floats: []),
            ], metadata: ["format": "pt", "note": "a \"quoted\"\n\\ line, x̂0"], to: path)
        let file = try SafetensorsFile(path: path)
        #expect(file.metadata == ["format": "pt", "note": "a \"quoted\"\n\\ line, x̂0"])
        #expect(file.entries.count == 6)
        #expect(try file.entry("b.weight").shape == [2, 2])
        #expect(try file.floats(of: "b.weight") == [1, -2, .infinity, 1e-30])
        #expect(try file.floats(of: "a.half") == [0.099975586, -65504, 0])
        #expect(try file.integers(of: "steps") == [-1, 981])
        #expect(try file.integers(of: "mask") == [0, 1, 1])
        #expect(try file.floats(of: "scalar") == [7])
        #expect(try file.floats(of: "empty").isEmpty)
        #expect(try file.entry("empty").count == 0)
    }

    @Test("Every tensor of a written file lies at a multiple of its element's size")
    func alignment() throws {
        try SafetensorsWriter.write(
            [
                TensorBytes(name: "a", elementType: .uint8, shape: [3], data: Data([1, 2, 3])),
                TensorBytes(name: "b", shape: [1], halves: [1]),
                TensorBytes(name: "c", shape: [1], integers: [5]),
                TensorBytes(name: "d", shape: [1], floats: [2]),
            ], to: path)
        let file = try SafetensorsFile(path: path)
        for (name, entry) in file.entries {
            #expect(entry.byteRange.lowerBound % entry.elementType.size == 0, "\(name)")
        }
        let pointer = try file.bytes(of: "c")
        #expect(pointer.load(as: Int64.self) == 5)
    }

    @Test("The order in which tensors are given does not change the file")
    func deterministic() throws {
        let tensors = ["x", "y", "z"].map { TensorBytes(name: $0, shape: [1], floats: [3]) }
        try SafetensorsWriter.write(tensors, metadata: ["b": "1", "a": "2"], to: path)
        let other = folder.file("b.safetensors")
        try SafetensorsWriter.write(tensors.reversed(), metadata: ["a": "2", "b": "1"], to: other)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(contentsOf: URL(filePath: other)))
    }

    @Test("Half-precision formats convert exactly, and round to nearest even")
    func conversions() {
        #expect(HalfPrecision.float(half: 0x3C00) == 1)
        #expect(HalfPrecision.float(half: 0x0001) == 5.9604645e-8)
        #expect(HalfPrecision.float(bfloat: 0x3F80) == 1)
        #expect(HalfPrecision.bfloat(1.00390625) == 0x3F80)
        #expect(HalfPrecision.bfloat(1.01171875) == 0x3F82)
        #expect(HalfPrecision.bfloat(-.infinity) == 0xFF80)
        #expect(HalfPrecision.float(bfloat: HalfPrecision.bfloat(.nan)).isNaN)
        #expect(HalfPrecision.half(1e6) == 0x7C00)
    }

    @Test("Other types convert: F64 and BF16 to Float, narrow integers to Int")
    func otherTypes() throws {
        func raw<Value>(_ values: [Value]) -> Data { values.withUnsafeBytes { Data($0) } }
        try SafetensorsWriter.write(
            [
                TensorBytes(
                    name: "double", elementType: .float64, shape: [1], data: raw([0.1])),
                TensorBytes(
                    name: "bfloat", elementType: .bfloat16, shape: [1], data: raw([UInt16(0xC000)])),
                TensorBytes(
                    name: "int32", elementType: .int32, shape: [1], data: raw([Int32(-9)])),
                TensorBytes(
                    name: "int16", elementType: .int16, shape: [1], data: raw([Int16(-300)])),
                TensorBytes(name: "int8", elementType: .int8, shape: [1], data: raw([Int8(-3)])),
                TensorBytes(name: "byte", elementType: .uint8, shape: [1], data: Data([200])),
            ], to: path)
        let file = try SafetensorsFile(path: path)
        #expect(try file.floats(of: "double") == [0.1])
        #expect(try file.floats(of: "bfloat") == [-2])
        #expect(try file.integers(of: "int32") == [-9])
        #expect(try file.integers(of: "int16") == [-300])
        #expect(try file.integers(of: "int8") == [-3])
        #expect(try file.integers(of: "byte") == [200])
    }
}
