/// Why something of a run cannot be exported.
public struct ExportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence: what is wrong and how to mend it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
