import Foundation

/// Reading of a tokenizer's files, with errors that name them.
enum JSONFile {
    static func contents(of path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw TokenizerError.unreadable(
                path: path, reason: "the file is missing or reading it is not allowed")
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, at path: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: contents(of: path))
        } catch is DecodingError {
            throw TokenizerError.unreadable(
                path: path, reason: "it is not the JSON expected there")
        }
    }
}
