import Foundation
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite("Tensors in safetensors files")
struct SafetensorsTests {
    @Test("Every type comes back bit for bit", arguments: DType.allCases)
    func roundTrip(_ dtype: DType) throws {
        let tensor = try Tensor.of([0, 1, 2, 0, 1, 7] as [Float], shape: [2, 3]).to(dtype)
        try withTemporaryFolder { folder in
            let path = "\(folder)/tensor.safetensors"
            try SafetensorsWriter.write([tensor.bytes(named: "x")], metadata: [:], to: path)
            let read = try Tensor.mapped("x", in: SafetensorsFile(path: path))
            #expect(read.dtype == dtype && read.shape == [2, 3])
            #expect(try read.rawBytes() == tensor.rawBytes())
        }
    }

    @Test("Tensors are written in row-major order, whatever their arrangement in memory")
    func arrangement() throws {
        let tensor = try Tensor.range(0, 6).reshaped(2, 3).transposed()
        try withTemporaryFolder { folder in
            let path = "\(folder)/tensor.safetensors"
            try SafetensorsWriter.write([tensor.bytes(named: "x")], metadata: [:], to: path)
            let file = try SafetensorsFile(path: path)
            #expect(try file.floats(of: "x") == [0, 3, 1, 4, 2, 5])
        }
    }

    @Test("Floating-point tensors are converted when written, whole numbers are not")
    func conversion() throws {
        let (real, whole) = (try Tensor.of([0.1] as [Float]), try Tensor.of([300]))
        #expect(real.bytes(named: "x", as: .float16).elementType == .float16)
        #expect(whole.bytes(named: "x", as: .float16).elementType == .int64)
    }

    @Test("A mapped tensor is the file's memory, not a copy, and leaves the file unchanged")
    func mapping() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/tensor.safetensors"
            try SafetensorsWriter.write(
                [Tensor.ones([4]).bytes(named: "x")], metadata: [:], to: path)
            let file = try SafetensorsFile(path: path)
            try Tensor.mapped("x", in: file).assign(Tensor.full([4], 3))
            #expect(try file.floats(of: "x") == [3, 3, 3, 3])
            #expect(try SafetensorsFile(path: path).floats(of: "x") == [1, 1, 1, 1])
        }
    }

    @Test("A mapped tensor keeps its file open")
    func lifetime() throws {
        let tensor = try withTemporaryFolder { folder in
            let path = "\(folder)/tensor.safetensors"
            try SafetensorsWriter.write(
                [Tensor.full([5000], 2).bytes(named: "x")], metadata: [:], to: path)
            return try Tensor.mapped("x", in: SafetensorsFile(path: path))
        }
        #expect(try tensor.sum().item() == 10_000)
    }

    @Test("Tensors at an address that their type does not allow, and empty ones, can be read")
    func unaligned() throws {
        try withTemporaryFolder { folder in
            var header = #"{"e":{"dtype":"F32","shape":[0,2],"data_offsets":[0,0]},"#
            header += #""x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
            while header.utf8.count % 4 != 1 { header += " " }
            var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
            data += Data(header.utf8)
            data += [Float(1.5), -2].withUnsafeBytes { Data($0) }
            let path = "\(folder)/foreign.safetensors"
            try data.write(to: URL(fileURLWithPath: path))
            let file = try SafetensorsFile(path: path)
            #expect(try Tensor.mapped("x", in: file).floats() == [1.5, -2])
            #expect(try Tensor.mapped("e", in: file).shape == [0, 2])
        }
    }
}
