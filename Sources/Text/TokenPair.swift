/// Two neighbouring tokens that are merged into one.
public struct TokenPair: Sendable, Hashable {
    public let first: String
    public let second: String

    public init(_ first: String, _ second: String) {
        self.first = first
        self.second = second
    }
}
