/// Why training cannot begin or go on.
public struct RLCFError: Error, Equatable, CustomStringConvertible {
    /// One sentence: what is wrong and how to mend it.
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// Thrown inside a piece of work that is to be given up; nothing has changed then.
struct Interruption: Error {}
