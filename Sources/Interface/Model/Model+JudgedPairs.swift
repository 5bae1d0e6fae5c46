import Images
import Workbench

extension Model {
    /// The pictures of the pair on the screen, once both are read.
    var judgedPictures: (left: GreyPicture, right: GreyPicture)? {
        guard let pair = judging.pair, let left = prompts.kept[pair.left.path],
            let right = prompts.kept[pair.right.path]
        else { return nil }
        return (left, right)
    }

    /// Why a choice cannot be kept.
    var judgingRefusal: String? {
        switch phase {
        case .loading where !settings.isWatching: return "the model is still being loaded"
        case .stopped where !settings.isWatching: return "the run has stopped; leave and resume it"
        case .failed where !settings.isWatching: return "the engine has failed; the log says why"
        case .stopped, .complete, .failed: return nil
        case .loading, .ready, .training, .paused, .stopping:
            return settings.isWatching
                ? "another process trains this run: judge there, or with “cxrl attach”" : nil
        }
    }

    /// Why there is no pair on the screen.
    var pairAbsence: String {
        let samples = history.samples.values.joined()
        let other = keyName(.otherPairs, in: .judging)
        if samples.isEmpty { return waitingReason }
        if !samples.contains(where: { $0.picture != nil }) {
            return "no picture of the run is kept (run.pictures_per_epoch)"
        }
        switch judging.opponent {
        case .anchor where !samples.contains(where: { $0.anchorPicture != nil }):
            return "no picture of the anchor is kept with these epochs: \(other) compares with the "
                + "policy's earlier ones"
        case .earlier where judging.skipped.isEmpty && history.judgements.isEmpty:
            return "no prompt has pictures of two epochs yet: \(other) compares with the anchor"
        case .anchor, .earlier:
            return "all pairs are judged or skipped: the next epoch brings more, \(other) compares "
                + "with others"
        }
    }
}
