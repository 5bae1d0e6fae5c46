import Foundation
import Safetensors
import Testing

@Suite struct AtomicWriteTests {
    struct Interruption: Error {}

    let folder: TemporaryFolder
    var path: String { folder.file("a.safetensors") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A write that fails in the middle leaves the old file and nothing else")
    func failedWrite() throws {
        try SafetensorsWriter.write([TensorBytes(name: "w", shape: [1], floats: [1])], to: path)
        #expect(throws: Interruption.self) {
            try SafetensorsWriter.write(
                [
                    TensorBytes(name: "a", shape: [1], floats: [2]),
                    TensorBytes(name: "w", elementType: .float32, shape: [1]) { _ in
                        throw Interruption()
                    },
                ], to: path)
        }
        #expect(try SafetensorsFile(path: path).floats(of: "w") == [1])
        #expect(try folder.contents() == ["a.safetensors"])
    }

    @Test("Bytes that do not fit the shape are refused before the old file is touched")
    func wrongByteCount() throws {
        let error = #expect(throws: SafetensorsError.self) {
            try SafetensorsWriter.write(
                [TensorBytes(name: "w", shape: [3], floats: [1])], to: path)
        }
        #expect(error?.problem == .wrongByteCount(tensor: "w", given: 4, needed: 12))
        #expect(try folder.contents().isEmpty)
    }

    @Test("A name given twice is refused")
    func duplicate() throws {
        let tensor = TensorBytes(name: "w", shape: [1], floats: [1])
        #expect(throws: SafetensorsError.self) {
            try SafetensorsWriter.write([tensor, tensor], to: path)
        }
    }

    @Test("Files are the user's own unless another mode is asked for")
    func permissions() throws {
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        try SafetensorsWriter.write([], to: path)
        #expect(try mode(path) == 0o600)
        let shared = folder.file("shared")
        try AtomicFile.write(Data("x".utf8), to: shared, mode: 0o640)
        #expect(try mode(shared) == 0o640)
    }

    @Test("A folder that is not there is told in a sentence")
    func missingFolder() throws {
        let error = #expect(throws: SafetensorsError.self) {
            try SafetensorsWriter.write([], to: folder.file("none/a.safetensors"))
        }
        #expect(error?.description.contains("could not be written (No such file") == true)
    }

    @Test("A mapped file stays readable when it is replaced")
    func replacedWhileMapped() throws {
        try SafetensorsWriter.write([TensorBytes(name: "w", shape: [1], floats: [1])], to: path)
        let old = try SafetensorsFile(path: path)
        try SafetensorsWriter.write([TensorBytes(name: "w", shape: [1], floats: [2])], to: path)
        #expect(try old.floats(of: "w") == [1])
        #expect(try SafetensorsFile(path: path).floats(of: "w") == [2])
    }
}
