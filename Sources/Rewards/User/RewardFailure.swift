/// Why a user's reward gave no scores. Nothing was learned from the batch; it may be asked again.
public struct RewardFailure: Error, Equatable, CustomStringConvertible {
    /// The reward's name.
    public let reward: String
    /// What happened, as the end of a sentence.
    public let reason: String

    public init(reward: String, reason: String) {
        self.reward = reward
        self.reason = reason
    }

    public var description: String { "The reward '\(reward)' failed: \(reason)." }
}

/// What happened, before it is known of which reward.
struct FailureReason: Error {
    let text: String

    init(_ text: String) { self.text = text }
}

/// Thrown by a reward whose waiting was given up; it may be asked again.
public struct RewardInterruption: Error {
    public init() {}
}
