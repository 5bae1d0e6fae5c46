internal import Foundation
internal import Networks
internal import Safetensors
internal import Tensors

/// Reading and writing of a network's folder.
enum NetworkFolder {
    static func weightsPath(in folder: String) -> String { folder + "/model.safetensors" }

    static func configuration<Value: Decodable>(
        _ type: Value.Type, in folder: String
    ) throws -> Value {
        let path = folder + "/config.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RewardError(
                "\(path) is missing or cannot be read: a network's folder holds config.json and "
                    + "model.safetensors.")
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as RewardError {
            throw RewardError("\(path): \(error)")
        } catch {
            throw RewardError(
                "\(path) does not describe this kind of network (\(Self.reason(error))).")
        }
    }

    static func write(
        _ configuration: some Encodable, _ weights: [(key: String, tensor: Tensor)],
        _ dtype: DType, to folder: String
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(configuration)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw RewardError("\(folder) cannot be made: check the path and its permissions.")
        }
        try SafetensorsWriter.write(weights, as: dtype, to: weightsPath(in: folder))
        try AtomicFile.write(json + Data("\n".utf8), to: folder + "/config.json", mode: 0o644)
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not valid JSON"
                : "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has a value "
                    + "that is not allowed"
        default: "it cannot be decoded"
        }
    }
}
