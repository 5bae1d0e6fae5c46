import Foundation

extension Configuration {
    /// A source of settings. Later cases win over earlier ones, whatever the order they come in.
    public enum Layer: Sendable, Equatable {
        /// A file of `Samples/configurations`.
        case preset(path: String)
        /// `config.json` of the user's own folder.
        case userFile(path: String)
        case file(path: String)
        /// `--set key=value`.
        case assignment(String)
        /// A flag of its own, such as `--epochs`.
        case flag(name: String, key: String, value: String)

        fileprivate var rank: Int {
            switch self {
            case .preset: 0
            case .userFile: 1
            case .file: 2
            case .assignment: 3
            case .flag: 4
            }
        }
    }

    /// The defaults with the layers applied, unchecked as a whole: `validated` does that.
    ///
    /// - Throws: `ConfigurationError` with everything that any layer has wrong.
    public init(layers: [Layer]) throws {
        self.init()
        try apply(layers)
    }

    /// Applies the layers by precedence; of two alike, the later one wins.
    public mutating func apply(_ layers: [Layer]) throws {
        let ordered = layers.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        var violations: [ConfigurationError.Violation] = []
        for (_, layer) in ordered {
            do {
                try apply(layer)
            } catch let error as ConfigurationError {
                violations += error.violations
            }
        }
        guard violations.isEmpty else { throw ConfigurationError(violations) }
    }

    private mutating func apply(_ layer: Layer) throws {
        switch layer {
        case .preset(let path), .userFile(let path), .file(let path):
            let data: Data
            do {
                data = try Data(contentsOf: URL(fileURLWithPath: path))
            } catch {
                throw ConfigurationError(
                    "The configuration \(path) cannot be read: check the path and its permissions.")
            }
            try apply(json: data, source: path)
        case .assignment(let text):
            try apply(assignment: text)
        case .flag(let name, let key, let value):
            do {
                try Self.field(key).set(text: value, in: &self)
            } catch let error as ConfigurationError {
                throw ConfigurationError(
                    error.violations.map { .init(key: $0.key, "\(name): \($0.sentence)") })
            }
        }
    }

    /// This configuration, stored with a run, with changes for the rest of the run.
    ///
    /// - Throws: `ConfigurationError` naming every changed field that is not live.
    public func resumed(with layers: [Layer]) throws -> Configuration {
        var changed = self
        try changed.apply(layers)
        let fixed = changed.differences(from: self).filter { !$0.isLive }
        guard fixed.isEmpty else {
            throw ConfigurationError(
                fixed.map { field in
                    let value = field.value(in: self).text
                    return .init(
                        key: field.key,
                        "\(field.key) is “\(value)” in this run and cannot be changed when it is "
                            + "resumed: leave it out, or start a new run.")
                })
        }
        return changed
    }
}
