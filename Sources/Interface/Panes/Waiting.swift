import Terminal
import Workbench

extension Model {
    /// Why there are no numbers or pictures of an epoch yet.
    var waitingReason: String {
        switch phase {
        case .loading:
            let activity = snapshot.activity
            return activity == .idle
                ? "the run is being opened" : "the run is being opened: \(activity.rawValue)"
        case .ready where settings.isWatching: return "training has not begun"
        case .ready: return "nothing yet: \(keyName(.toggleTraining)) starts training"
        case .training:
            guard let left = epochSecondsLeft else { return "waiting for the first epoch" }
            return "waiting for the first epoch, \(DurationText.about(left))"
        case .paused where settings.isWatching: return "nothing yet: training is paused"
        case .paused:
            return "nothing yet: training is paused, \(keyName(.toggleTraining)) resumes it"
        case .stopping, .stopped: return "the run was stopped before its first epoch was finished"
        case .complete: return "the run has no epochs"
        case .failed: return "the engine has failed; the log (\(keyName(.log))) says why"
        }
    }

    private var epochSecondsLeft: Double? {
        guard let left = snapshot.secondsLeft, snapshot.epochs > 0 else { return nil }
        return left / Double(max(1, snapshot.epochs - max(1, snapshot.epoch) + 1))
    }
}
