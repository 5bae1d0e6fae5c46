/// The rewards that are networks beside a model, by the names of their folders, which are their
/// names in settings and metrics too. A user's own rewards have other names.
public enum RewardKind: String, Sendable, Codable, CaseIterable {
    case posture, diagnosis, consistency
}
