internal import Foundation

/// JSON files of a model folder.
enum JSONFile {
    /// - Throws: `ModelError` that names the file where it is missing or is not what is expected.
    static func read<Value: Decodable>(
        _ type: Value.Type = Value.self, from path: String
    ) throws -> Value {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ModelError("\(path) is missing: the model folder is not complete.")
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as ModelError {
            throw ModelError("\(path): \(error.description)")
        } catch DecodingError.keyNotFound(let key, _) {
            throw ModelError("\(path) has no '\(key.stringValue)', which is needed.")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(
            _, let context)
        {
            throw ModelError("\(path): the value of '\(key(context))' is not of the expected type.")
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw ModelError("\(path): the value of '\(key(context))' is not supported.")
        } catch {
            throw ModelError("\(path) is not valid JSON.")
        }
    }

    private static func key(_ context: DecodingError.Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: ".")
    }

    static func write(_ value: some Encodable, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(value).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
