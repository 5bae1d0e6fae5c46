/// Encodes every field of a configuration, where a configuration itself encodes differences.
public struct CompleteConfiguration: Sendable, Equatable, Encodable {
    public let configuration: Configuration

    public init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    public func encode(to encoder: any Encoder) throws {
        try configuration.tree(of: configuration.fields).encode(to: encoder)
    }
}
