extension Configuration.Field {
    /// What the field may be, in words: `1 to 4096`, `ddim or ddpm`.
    public var rangeText: String {
        switch kind {
        case .integer(let range) where range.upperBound == Int.max: "\(range.lowerBound) or more"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .number(let range):
            Configuration.Value.number(range.lowerBound).text + " to "
                + Configuration.Value.number(range.upperBound).text
        case .flag: "true or false"
        case .choice(let names) where names.count > 1:
            names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        case .choice(let names): names.joined()
        case .text: "text"
        }
    }

    func parse(_ text: String) throws -> Configuration.Value {
        switch kind {
        case .integer: if let value = Int(text) { return .integer(value) }
        case .number: if let value = Double(text) { return .number(value) }
        case .flag: if let value = Bool(text) { return .flag(value) }
        case .choice, .text: return .text(text)
        }
        throw mismatch(given: "“\(text)”")
    }

    /// The value, as this field's kind, if it is within range.
    func checked(_ value: Configuration.Value) throws -> Configuration.Value {
        switch (kind, value) {
        case (.integer(let range), .integer(let integer)) where range.contains(integer):
            return value
        case (.number(let range), .number(let number)) where range.contains(number):
            return value
        case (.number, .integer(let integer)):
            return try checked(.number(Double(integer)))
        case (.flag, .flag), (.text, .text):
            return value
        case (.choice(let names), .text(let name)) where names.contains(name):
            return value
        case (.choice(let names), .text(let name)):
            let hint = Nearest.name(to: name, among: names).map { " Did you mean \($0)?" } ?? ""
            throw ConfigurationError(
                key: key, "\(key) is one of \(rangeText), not “\(name)”.\(hint)")
        default:
            throw mismatch(given: value.text)
        }
    }

    private func mismatch(given: String) -> ConfigurationError {
        let wanted: String
        switch kind {
        case .integer: wanted = "a whole number, \(rangeText)"
        case .number: wanted = "a number, \(rangeText)"
        case .flag, .choice: wanted = rangeText
        case .text: wanted = "a text"
        }
        return ConfigurationError(
            key: key, "\(key) must be \(wanted), not \(given): give another value.")
    }
}
