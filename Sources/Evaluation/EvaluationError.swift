/// Why something cannot be evaluated.
public struct EvaluationError: Error, Equatable, CustomStringConvertible {
    /// One sentence: what is wrong and how to mend it.
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
