/// What a text says of a finding that it mentions.
public enum Assertion: String, Sendable, Codable, CaseIterable {
    /// It is there.
    case affirmed
    /// It is not there.
    case denied
    /// It may be there.
    case uncertain
}
