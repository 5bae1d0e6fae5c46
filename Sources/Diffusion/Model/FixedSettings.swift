/// Settings of a configuration file that only some values of are implemented.
///
/// A setting that is missing or null has its usual value.
struct FixedSettings {
    private let values: [String: JSONValue]

    init(_ decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: JSONValue].self)
    }

    /// - Parameters:
    ///   - owner: what has the settings, as a sentence begins with it.
    ///   - allowed: by setting; none where it must not be set at all.
    /// - Throws: `ModelError` that names the setting and its values.
    func check(_ owner: String, _ allowed: [String: [JSONValue]]) throws {
        for (key, choices) in allowed.sorted(by: { $0.key < $1.key }) {
            guard let value = values[key], value != .null, !choices.contains(value.collapsed)
            else { continue }
            let names = choices.map(\.description).joined(separator: " or ")
            throw ModelError(
                "\(owner) sets \(key) to \(value); "
                    + (choices.isEmpty
                        ? "that is not supported: only the architectures of Stable Diffusion 1.x "
                            + "and 2.x are."
                        : "only \(names) is supported."))
        }
    }
}
