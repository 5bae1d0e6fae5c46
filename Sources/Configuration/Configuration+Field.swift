extension Configuration {
    /// One setting: where it lies, what it may be and what it means.
    public struct Field: Sendable, Identifiable {
        public enum Kind: Sendable, Equatable {
            case integer(ClosedRange<Int>)
            case number(ClosedRange<Double>)
            case flag
            case choice([String])
            case text
        }

        /// As on the command line: `rollout.samples_per_prompt`.
        public let key: String
        public let kind: Kind
        /// Empty where there is none.
        public let unit: String
        /// One line.
        public let explanation: String
        /// May be changed in a run that exists.
        public let isLive: Bool
        let read: @Sendable (Configuration) -> Value
        /// Ignores a value of another kind: `checked` comes first.
        let write: @Sendable (inout Configuration, Value) -> Void

        public var id: String { key }

        public var defaultValue: Value { read(Configuration()) }

        public func value(in configuration: Configuration) -> Value { read(configuration) }

        /// - Throws: `ConfigurationError` when the value is of the wrong kind or out of range.
        public func set(_ value: Value, in configuration: inout Configuration) throws {
            write(&configuration, try checked(value))
        }

        /// Sets what `text` means for this field.
        ///
        /// - Throws: `ConfigurationError` when it means nothing, or is out of range.
        public func set(text: String, in configuration: inout Configuration) throws {
            try set(parse(text), in: &configuration)
        }
    }
}
