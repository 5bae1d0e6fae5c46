/// When a setting that is changed takes effect.
enum ChangeTime: Sendable, Equatable {
    /// As soon as the engine is told.
    case now
    /// With the next rollout that is scored.
    case nextRollout
    /// When the run is resumed with it.
    case onResume
    /// Never in this run.
    case newRun

    /// In a table.
    var text: String {
        switch self {
        case .now: "now"
        case .nextRollout: "next rollout"
        case .onResume: "on resume"
        case .newRun: "new run"
        }
    }

    /// Whether the engine can be told; what else is changed is kept for a file.
    var isLive: Bool { self == .now || self == .nextRollout }

    var sentence: String {
        switch self {
        case .now: "A change takes effect at once."
        case .nextRollout: "A change takes effect with the next rollout that is scored."
        case .onResume:
            "When it is resumed: :write FILE.json, then cxrl --resume --config FILE.json."
        case .newRun: "Only in a new run: :write FILE.json, then cxrl --config FILE.json."
        }
    }
}
