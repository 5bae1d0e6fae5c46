import Foundation
import Safetensors
import Testing

/// Each kind of damage has its own sentence, which names the file.
@Suite struct DamagedFileTests {
    let folder: TemporaryFolder
    var path: String { folder.file("broken.safetensors") }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The sentence for a file of this header and this many bytes of data.
    private func sentence(header: String, data: Int) throws -> String {
        var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        bytes += Data(header.utf8) + Data(count: data)
        return try sentence(bytes)
    }

    private func sentence(_ bytes: Data) throws -> String {
        try bytes.write(to: URL(filePath: path))
        let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix(path))
        #expect(text.hasSuffix("."))
        return text
    }

    private func tensor(
        _ start: Int, _ end: Int, name: String = "w", type: String = "F32", shape: String = "[2]"
    ) -> String {
        """
        "\(name)":{"dtype":"\(type)","shape":\(shape),"data_offsets":[\(start),\(end)]}
        """
    }

    @Test("A sound header of the same kind is read, so that the damage is what is refused")
    func sound() throws {
        let header = "{\(tensor(0, 8))}"
        var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        bytes += Data(header.utf8) + Data(count: 8)
        try bytes.write(to: URL(filePath: path))
        #expect(try SafetensorsFile(path: path).floats(of: "w") == [0, 0])
    }

    @Test("Missing files, folders and empty files are told apart")
    func notAFile() throws {
        let missing = #expect(throws: SafetensorsError.self) {
            try SafetensorsFile(path: folder.file("none"))
        }
        #expect(missing?.description.contains("No such file") == true)
        let directory = #expect(throws: SafetensorsError.self) {
            try SafetensorsFile(path: folder.path)
        }
        #expect(directory?.description.contains("not a file") == true)
        #expect(try sentence(Data()).contains("has 0 bytes"))
    }

    @Test("A header longer than the file is called cut short")
    func headerLength() throws {
        let bytes = Data([0xFF, 0xFF, 0, 0, 0, 0, 0, 0]) + Data(count: 20)
        #expect(try sentence(bytes).contains("claims 65535 bytes where 20 follow"))
        #expect(try sentence(Data(repeating: 0xFF, count: 30)).contains("cut short"))
    }

    @Test(
        "Broken JSON is told with its place",
        arguments: [
            "{\"w\"", "{\"w\":}", "[1, 2]", "{\"w\":{\"dtype\":\"F32}", "{} x", "{\"\\q\":1}",
            "{\"w\":3}", "{\"w\":{\"a\":{\"b\":{}}}}",
        ])
    func json(header: String) throws {
        #expect(try sentence(header: header, data: 0).contains("damaged header"))
    }

    @Test("Data that ends before its header says so is called cut short")
    func truncated() throws {
        #expect(try sentence(header: "{\(tensor(0, 8))}", data: 7).contains("is cut short"))
    }

    @Test("Bytes that no tensor owns are refused")
    func trailing() throws {
        #expect(try sentence(header: "{\(tensor(0, 8))}", data: 9).contains("1 bytes that belong"))
    }

    @Test("Gaps and overlaps are refused and name the tensor")
    func coverage() throws {
        let gap = try sentence(header: "{\(tensor(0, 8)),\(tensor(12, 20, name: "v"))}", data: 20)
        #expect(gap.contains("for v (a gap"))
        let overlap = try sentence(
            header: "{\(tensor(0, 8)),\(tensor(4, 12, name: "v"))}", data: 12)
        #expect(overlap.contains("for v (it overlaps"))
        #expect(try sentence(header: "{\(tensor(8, 0))}", data: 8).contains("bad offsets for w"))
    }

    @Test("Sizes that do not fit shape and type are refused")
    func sizes() throws {
        let short = try sentence(header: "{\(tensor(0, 4))}", data: 4)
        #expect(short.contains("gives w 4 bytes where its shape and type need 8"))
        let huge = "[4000000000,4000000000]"
        #expect(
            try sentence(header: "{\(tensor(0, 8, shape: huge))}", data: 8)
                .contains("impossible shape"))
    }

    @Test("Unknown types and names given twice are refused")
    func typesAndNames() throws {
        #expect(
            try sentence(header: "{\(tensor(0, 8, type: "F8_E4M3"))}", data: 8)
                .contains("as F8_E4M3"))
        #expect(
            try sentence(header: "{\(tensor(0, 8)),\(tensor(0, 8))}", data: 8)
                .contains("names w more than once"))
    }

    @Test("A missing tensor's error names tensors that end alike")
    func missingTensor() throws {
        try SafetensorsWriter.write(
            [
                TensorBytes(name: "text_model.final.weight", shape: [1], floats: [1]),
                TensorBytes(name: "other.bias", shape: [1], floats: [1]),
            ], to: path)
        let file = try SafetensorsFile(path: path)
        let error = #expect(throws: SafetensorsError.self) { try file.floats(of: "final.weight") }
        #expect(
            error?.problem
                == .noSuchTensor(
                    "final.weight", nearest: ["text_model.final.weight", "other.bias"]))
    }

    @Test("Integers are not read as floats, nor floats as integers")
    func wrongKind() throws {
        try SafetensorsWriter.write(
            [
                TensorBytes(name: "f", shape: [1], floats: [1]),
                TensorBytes(name: "i", shape: [1], integers: [1]),
            ], to: path)
        let file = try SafetensorsFile(path: path)
        #expect(throws: SafetensorsError.self) { try file.integers(of: "f") }
        #expect(throws: SafetensorsError.self) { try file.floats(of: "i") }
    }
}
