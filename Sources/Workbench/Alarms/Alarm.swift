/// Something in a run's course that a person should know of, with what was seen and what it likely
/// comes from.
public struct Alarm: Sendable, Codable, Equatable, Identifiable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case rewardStill = "reward_still"
        case judgeParts = "judge_parts"
        case diversityLost = "diversity_lost"
        case notANumber = "not_a_number"
        case picturesGone = "pictures_gone"
    }

    public var kind: Kind
    /// The reward, the metric or the prompt that it is about.
    public var subject: String
    /// `warning`, or `alarm` where the policy is breaking.
    public var level: Message.Level
    /// The epoch in which it was first seen.
    public var since: Int
    /// One sentence.
    public var seen: String
    /// One sentence: the likely cause and what helps.
    public var cause: String
    /// The reward whose weight could be lowered.
    public var reward: String?
    /// The last checkpoint from before it, if there is one.
    public var checkpoint: Int?

    public var id: String { "\(kind.rawValue) \(subject)" }

    public init(
        kind: Kind, subject: String, level: Message.Level, since: Int, seen: String, cause: String,
        reward: String? = nil, checkpoint: Int? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.level = level
        self.since = since
        self.seen = seen
        self.cause = cause
        self.reward = reward
        self.checkpoint = checkpoint
    }

    public var title: String {
        switch kind {
        case .rewardStill: "\(subject) does not move"
        case .judgeParts: "\(subject) and its judge part"
        case .diversityLost: "pictures become alike"
        case .notANumber: "\(subject) is not a number"
        case .picturesGone: "pictures are breaking"
        }
    }

    /// For a log.
    public var text: String { "\(seen) \(cause)" }
}
