/// A JSON value without a schema: just enough to tell what a user wrote.
indirect enum JSONTree: Equatable {
    case value(Configuration.Value)
    case list
    case null
    case object([String: JSONTree])
}

extension JSONTree: Codable {
    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            let pairs = try container.allKeys.map {
                ($0.stringValue, try container.decode(JSONTree.self, forKey: $0))
            }
            self = .object(Dictionary(pairs) { first, _ in first })
            return
        }
        if (try? decoder.unkeyedContainer()) != nil {
            self = .list
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .value(.flag(flag))
        } else if let integer = try? container.decode(Int.self) {
            self = .value(.integer(integer))
        } else if let number = try? container.decode(Double.self) {
            self = .value(.number(number))
        } else {
            self = .value(.text(try container.decode(String.self)))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for (key, value) in members {
                try container.encode(value, forKey: Key(stringValue: key))
            }
        case .value(.flag(let flag)):
            var container = encoder.singleValueContainer()
            try container.encode(flag)
        case .value(.integer(let integer)):
            var container = encoder.singleValueContainer()
            try container.encode(integer)
        case .value(.number(let number)):
            var container = encoder.singleValueContainer()
            try container.encode(number)
        case .value(.text(let text)):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .list, .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        }
    }
}
