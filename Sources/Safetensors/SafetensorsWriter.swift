public import Foundation

/// Writes safetensors files.
public enum SafetensorsWriter {
    /// Writes the tensors in a fixed order (largest elements first, then by name, so that each is
    /// aligned), replacing `path` as a whole.
    ///
    /// - Throws: `SafetensorsError`, or what a tensor's `emit` throws; the file is then as it was.
    public static func write(
        _ tensors: [TensorBytes], metadata: [String: String] = [:], to path: String,
        mode: mode_t = 0o600
    ) throws {
        let ordered = tensors.sorted {
            (-$0.elementType.size, $0.name) < (-$1.elementType.size, $1.name)
        }
        let header = try encodeHeader(ordered, metadata: metadata, path: path)
        do {
            try AtomicFile.write(to: path, mode: mode) { emit in
                try header.withUnsafeBytes(emit)
                for tensor in ordered { try write(tensor, path: path, emit: emit) }
            }
        } catch let failure as AtomicFile.Failure {
            throw SafetensorsError(path: path, problem: .cannotWrite(reason: failure.reason))
        }
    }

    private static func write(
        _ tensor: TensorBytes, path: String, emit: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var given = 0
        try tensor.emit { bytes in
            given += bytes.count
            try emit(bytes)
        }
        let needed = Header.byteCount(shape: tensor.shape, elementType: tensor.elementType)
        guard given == needed else {
            throw SafetensorsError(
                path: path,
                problem: .wrongByteCount(tensor: tensor.name, given: given, needed: needed ?? 0))
        }
    }

    /// Length and JSON, padded with blanks to a multiple of eight bytes.
    private static func encodeHeader(
        _ tensors: [TensorBytes], metadata: [String: String], path: String
    ) throws -> [UInt8] {
        var members: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }
                .map { "\(quoted($0.key)):\(quoted($0.value))" }
            members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var names: Set<String> = ["__metadata__"]
        var offset = 0
        for tensor in tensors {
            guard names.insert(tensor.name).inserted else {
                throw SafetensorsError(path: path, problem: .duplicate(tensor: tensor.name))
            }
            guard
                let size = Header.byteCount(
                    shape: tensor.shape, elementType: tensor.elementType)
            else {
                throw SafetensorsError(
                    path: path,
                    problem: .shape(tensor: tensor.name, reason: "\(tensor.shape) is too large"))
            }
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            members.append(
                "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.elementType.rawValue)\","
                    + "\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(offset + size)]}")
            offset += size
        }
        var json = Array("{\(members.joined(separator: ","))}".utf8)
        json += [UInt8](repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
        return withUnsafeBytes(of: UInt64(json.count).littleEndian, Array.init) + json
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
