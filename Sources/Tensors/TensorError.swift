/// Why a tensor operation, or the loading of libtorch, failed.
public struct TensorError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// libtorch or the library of this package that speaks to it cannot be loaded.
        case unavailable
        /// The device has no memory left for the result.
        case outOfMemory
        /// Shapes, types or devices that do not go together, and all else.
        case operation
    }

    public let kind: Kind
    /// What libtorch said, or one sentence with the remedy.
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
