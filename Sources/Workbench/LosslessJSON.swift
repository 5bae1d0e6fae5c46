public import Foundation

/// JSON that holds NaN and infinities as words.
public enum LosslessJSON {
    /// With sorted keys, on one line.
    public static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try data(value), as: UTF8.self)
    }

    /// The same as bytes of UTF-8.
    public static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "+inf", negativeInfinity: "-inf", nan: "nan")
        return try encoder.encode(value)
    }

    public static func decode<Value: Decodable>(
        _ type: Value.Type, from text: String
    ) throws -> Value {
        try decode(type, from: Data(text.utf8))
    }

    public static func decode<Value: Decodable>(
        _ type: Value.Type, from data: Data
    ) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "+inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode(type, from: data)
    }
}
