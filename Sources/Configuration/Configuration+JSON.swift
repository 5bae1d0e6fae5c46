public import Foundation

extension Configuration: Codable {
    /// Decodes differences from the built-in defaults.
    public init(from decoder: any Decoder) throws {
        self.init()
        try apply(JSONTree(from: decoder))
    }

    /// Encodes differences from the built-in defaults.
    public func encode(to encoder: any Encoder) throws {
        try tree(of: differences(from: Configuration())).encode(to: encoder)
    }

    /// Differences from the built-in defaults as a file holds them, readable and in a fixed order.
    public var json: Data {
        let paths = differences(from: Configuration()).map { field in
            (path: field.key.split(separator: ".").map(String.init), value: field.value(in: self))
        }
        return Data((Self.text(paths[...], depth: 0) + "\n").utf8)
    }

    /// Applies a file's contents, all that is right of them.
    ///
    /// - Parameter source: how errors name the file.
    /// - Throws: `ConfigurationError` with every unknown key and unfit value.
    public mutating func apply(json: Data, source: String) throws {
        let tree: JSONTree
        do {
            tree = try JSONDecoder().decode(JSONTree.self, from: json)
        } catch {
            throw ConfigurationError(
                "\(source) is not valid JSON\(Self.place(of: error)): mend it, or leave it out.")
        }
        do {
            try apply(tree)
        } catch let error as ConfigurationError {
            throw ConfigurationError(
                error.violations.map { .init(key: $0.key, "\(source): \($0.sentence)") })
        }
    }

    private static func place(of error: any Error) -> String {
        guard case DecodingError.dataCorrupted(let context) = error,
            let cause = context.underlyingError as NSError?,
            let text = cause.userInfo[NSDebugDescriptionErrorKey] as? String
        else { return "" }
        return " (\(text.hasSuffix(".") ? String(text.dropLast()) : text))"
    }

    private mutating func apply(_ tree: JSONTree) throws {
        guard case .object(let members) = tree else {
            throw ConfigurationError("A configuration is a JSON object of sections: write {…}.")
        }
        var violations: [ConfigurationError.Violation] = []
        apply(members, prefix: "", violations: &violations)
        guard violations.isEmpty else { throw ConfigurationError(violations) }
    }

    private mutating func apply(
        _ members: [String: JSONTree], prefix: String,
        violations: inout [ConfigurationError.Violation]
    ) {
        for (name, tree) in members.sorted(by: { $0.key < $1.key }) {
            let key = prefix + name
            do {
                switch tree {
                case .object(let inner):
                    apply(inner, prefix: key + ".", violations: &violations)
                case .value(let value):
                    try Self.field(key).set(value, in: &self)
                case .list, .null:
                    let field = try Self.field(key)
                    throw ConfigurationError(
                        key: key, "\(key) is \(field.rangeText), not a list or null.")
                }
            } catch let error as ConfigurationError {
                violations += error.violations
            } catch {
                violations.append(.init(key: key, "\(key) could not be set: \(error)."))
            }
        }
    }

    func tree(of fields: [Field]) -> JSONTree {
        var root = JSONTree.object([:])
        for field in fields {
            root.insert(field.value(in: self), at: field.key.split(separator: ".")[...])
        }
        return root
    }

    /// Members that share the first `depth` parts of their path, as an object.
    private static func text(
        _ members: ArraySlice<(path: [String], value: Value)>, depth: Int
    ) -> String {
        guard !members.isEmpty else { return "{}" }
        let indent = String(repeating: "  ", count: depth + 1)
        var lines: [String] = []
        var rest = members
        while let first = rest.first {
            let name = first.path[depth]
            let group = rest.prefix { $0.path[depth] == name }
            rest = rest.dropFirst(group.count)
            let isLeaf = first.path.count == depth + 1
            let content = isLeaf ? first.value.json : text(group, depth: depth + 1)
            lines.append("\(indent)\"\(name)\": \(content)")
        }
        return "{\n\(lines.joined(separator: ",\n"))\n\(indent.dropLast(2))}"
    }
}

extension Configuration.Value {
    fileprivate var json: String {
        guard case .text(let text) = self else { return self.text }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

extension JSONTree {
    fileprivate mutating func insert(
        _ value: Configuration.Value, at path: ArraySlice<Substring>
    ) {
        guard let name = path.first, case .object(var members) = self else {
            self = .value(value)
            return
        }
        var child = members[String(name)] ?? .object([:])
        child.insert(value, at: path.dropFirst())
        members[String(name)] = child
        self = .object(members)
    }
}
