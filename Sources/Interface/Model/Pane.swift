/// The five views of a run.
enum Pane: Int, CaseIterable, Sendable {
    case curves = 1
    case rewards, trajectory, prompts, log

    var title: String { scope.title }

    var scope: Scope {
        switch self {
        case .curves: .curves
        case .rewards: .rewards
        case .trajectory: .trajectory
        case .prompts: .prompts
        case .log: .log
        }
    }

    /// The pane `offset` places further, around the end.
    func advanced(by offset: Int) -> Pane {
        let count = Self.allCases.count
        let index = (rawValue - 1 + offset % count + count) % count
        return Self.allCases[index]
    }
}
