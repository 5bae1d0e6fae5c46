public import Studies

/// Which of the two sets of networks is trained: those that reward, or those that judge what the
/// rewards have led to. They share neither patients nor seed nor architecture.
public enum Role: String, Sendable, CaseIterable {
    case rewards
    case judges

    public var part: PatientSplit {
        switch self {
        case .rewards: .rewards
        case .judges: .judges
        }
    }

    /// Added to the seed of a stage.
    var seedOffset: UInt64 {
        switch self {
        case .rewards: 0
        case .judges: 7_919
        }
    }
}
