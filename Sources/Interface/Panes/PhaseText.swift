import Terminal
import Workbench

extension Phase {
    /// A sign and a word, so that no colour is needed to tell them apart.
    var text: String { "\(sign) \(rawValue)" }

    var sign: String {
        switch self {
        case .loading: "…"
        case .ready: "○"
        case .training: "●"
        case .paused: "‖"
        case .stopping: "◌"
        case .stopped: "■"
        case .complete: "✓"
        case .failed: "✗"
        }
    }

    /// Emphasis on the bar for what needs to be noticed.
    var attributes: TextAttributes {
        switch self {
        case .loading, .ready, .training, .stopped, .complete: []
        case .paused, .stopping, .failed: .bold
        }
    }
}
