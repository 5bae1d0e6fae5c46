import Terminal
import Workbench

/// What a sample's trajectory is compared with.
enum TrajectoryPartner: CaseIterable, Sendable {
    /// The anchor's kept picture of the prompt, made from its own noise.
    case anchor
    /// The anchor from the sample's noise.
    case anchorOfSameNoise
    /// The policy as it is today, from the sample's noise.
    case policyOfToday

    var next: TrajectoryPartner {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// The model that has to make it; nil where it is kept.
    var branch: ModelBranch? {
        switch self {
        case .anchor: nil
        case .anchorOfSameNoise: .anchor
        case .policyOfToday: .policy
        }
    }

    /// Marks its numbers.
    var letter: String { self == .policyOfToday ? "T" : "A" }

    var style: Style { self == .policyOfToday ? .accent : .anchor }

    var role: Role { style.role }

    var name: String {
        switch self {
        case .anchor: "the anchor's picture from its own noise"
        case .anchorOfSameNoise: "the anchor from the same noise"
        case .policyOfToday: "today's policy from the same noise"
        }
    }
}
