/// What a run in the list is at.
enum RunListState: String, CaseIterable, Sendable {
    case training, elsewhere, unfinished, complete, damaged

    var text: String {
        switch self {
        case .training: "● training"
        case .elsewhere: "● on another machine"
        case .unfinished: "■ unfinished"
        case .complete: "✓ complete"
        case .damaged: "✗ damaged"
        }
    }
}
