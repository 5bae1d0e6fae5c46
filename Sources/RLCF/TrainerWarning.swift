/// Something that a person should look at.
public struct TrainerWarning: Sendable, Equatable {
    /// One sentence with a remedy.
    public let text: String
}
