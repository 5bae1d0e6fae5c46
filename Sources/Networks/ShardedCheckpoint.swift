internal import Foundation
public import Tensors

/// A checkpoint whose tensors are spread over several safetensors files, as the index beside them
/// (`NAME.safetensors.index.json`) says.
public struct ShardedCheckpoint: TensorSource {
    private struct Index: Decodable {
        private enum CodingKeys: String, CodingKey {
            case files = "weight_map"
        }

        /// A file's name by tensor.
        let files: [String: String]
    }

    /// The index file.
    public let name: String
    private let files: [String: CheckpointFile]
    private let fileOfKey: [String: String]

    /// - Throws: `NetworkError` where the index is damaged or one of its files is missing.
    public init(index path: String) throws {
        guard let data = FileManager.default.contents(atPath: path),
            let index = try? JSONDecoder().decode(Index.self, from: data)
        else {
            throw NetworkError(
                "\(path) is not the index of a checkpoint in several files: download it again.")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var files: [String: CheckpointFile] = [:]
        for file in Set(index.files.values).sorted() {
            guard FileManager.default.fileExists(atPath: "\(folder)/\(file)") else {
                throw NetworkError(
                    "\(folder)/\(file) is missing, which \(path) names: the checkpoint lies in "
                        + "several files, and all of them are needed.")
            }
            files[file] = try CheckpointFile(path: "\(folder)/\(file)")
        }
        name = path
        self.files = files
        fileOfKey = index.files
    }

    public var keys: Set<String> { Set(fileOfKey.keys) }

    public func tensor(_ key: String) throws -> Tensor? {
        guard let file = fileOfKey[key].flatMap({ files[$0] }) else { return nil }
        return try file.tensor(key)
    }

    public func discard(_ key: String) {
        if let file = fileOfKey[key].flatMap({ files[$0] }) { file.discard(key) }
    }
}
