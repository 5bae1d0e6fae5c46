/// What is wrong with a configuration: everything that was found, not only the first.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Violation: Sendable, Equatable {
        /// The field it is about; empty where it is about none or several.
        public let key: String
        /// What is wrong and how to mend it.
        public let sentence: String

        public init(key: String = "", _ sentence: String) {
            self.key = key
            self.sentence = sentence
        }
    }

    public let violations: [Violation]

    public init(_ violations: [Violation]) {
        self.violations = violations
    }

    init(key: String = "", _ sentence: String) {
        self.init([Violation(key: key, sentence)])
    }

    /// One line per violation.
    public var description: String {
        violations.map(\.sentence).joined(separator: "\n")
    }
}
