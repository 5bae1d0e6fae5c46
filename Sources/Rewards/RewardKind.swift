/// The rewards that this program knows, by the names that folders, settings and metrics use.
public enum RewardKind: String, Sendable, Codable, CaseIterable {
    case posture, diagnosis, consistency
}
