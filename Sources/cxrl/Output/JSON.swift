/// A JSON value to be printed, keys in the order given.
enum JSON {
    case string(String)
    case bool(Bool)
    case integer(Int)
    /// JSON has no number for NaN and infinities: they become the strings that name them.
    case number(Double)
    case array([JSON])
    case members([Member])
    case null

    /// A named value of an object.
    struct Member {
        let name: String
        let value: JSON
    }

    static func object(_ members: [(String, JSON)]) -> JSON {
        .members(members.map { Member(name: $0.0, value: $0.1) })
    }

    static func numbers(_ values: [String: Double]) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
    }

    static func optional(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }

    static func optional(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

    /// On one line.
    var text: String {
        switch self {
        case .string(let value): Self.quoted(value)
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): Self.text(value)
        case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
        case .members(let members):
            "{"
                + members.map { "\(Self.quoted($0.name)): \($0.value.text)" }
                .joined(separator: ", ") + "}"
        case .null: "null"
        }
    }

    private static func text(_ value: Double) -> String {
        if value.isNaN { return "\"nan\"" }
        if value.isInfinite { return value > 0 ? "\"inf\"" : "\"-inf\"" }
        return "\(value)"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
