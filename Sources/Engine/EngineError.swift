/// Why an engine cannot do what it was asked.
public struct EngineError: Error, Equatable, CustomStringConvertible {
    /// One sentence: what is wrong and how to mend it.
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
