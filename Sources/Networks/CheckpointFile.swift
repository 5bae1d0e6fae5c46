public import Safetensors
public import Tensors

/// The tensors of a safetensors file, mapped, under their keys without a common prefix.
public struct CheckpointFile: TensorSource {
    private let file: SafetensorsFile
    private let prefix: String

    /// - Parameter prefix: left out of the keys; tensors without it are not part of the source.
    public init(path: String, prefix: String = "") throws {
        self.init(try SafetensorsFile(path: path), prefix: prefix)
    }

    public init(_ file: SafetensorsFile, prefix: String = "") {
        self.file = file
        self.prefix = prefix
    }

    public var name: String { file.path }

    public var keys: Set<String> {
        Set(
            file.entries.keys.filter { $0.hasPrefix(prefix) }.map {
                String($0.dropFirst(prefix.count))
            })
    }

    public func tensor(_ key: String) throws -> Tensor? {
        let name = prefix + key
        guard file.entries[name] != nil else { return nil }
        return try .mapped(name, in: file)
    }

    public func discard(_ key: String) { file.discard(prefix + key) }
}

extension SafetensorsWriter {
    /// Writes tensors under their keys, floating-point ones as `dtype`, replacing the file whole.
    public static func write(
        _ tensors: [(key: String, tensor: Tensor)], as dtype: DType? = nil,
        metadata: [String: String] = ["format": "pt"], to path: String
    ) throws {
        try write(
            tensors.map { $0.tensor.bytes(named: $0.key, as: dtype) }, metadata: metadata,
            to: path)
    }
}
