/// Something that a person should look at.
public struct TrainerWarning: Sendable, Equatable {
    public enum Level: Sendable, Equatable {
        case warning
        /// The policy is breaking.
        case alarm
    }

    public let level: Level
    /// One sentence with a remedy.
    public let text: String
}
