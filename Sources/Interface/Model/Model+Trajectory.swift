import Images
import Workbench

extension Model {
    /// The epoch that the Trajectory pane shows; nil while none has a trajectory.
    var shownTrajectoryEpoch: Int? { trajectory.epoch ?? history.trajectoryEpochs.last }

    /// The samples that ↑ and ↓ go through.
    var shownTrajectorySamples: [SampleRecord] {
        shownTrajectoryEpoch.map { history.trajectories(of: $0) } ?? []
    }

    var shownSample: SampleRecord? {
        let samples = shownTrajectorySamples
        return samples.first { $0.index == trajectory.index } ?? samples.first
    }

    var policyFrames: TrajectoryFrames? { trajectory.store.frames(shownSample?.trajectory) }

    var anchorFrames: TrajectoryFrames? { trajectory.store.frames(shownSample?.anchorTrajectory) }

    /// How many steps there are to go through; at least 1.
    var trajectorySteps: Int {
        max(1, policyFrames?.steps ?? anchorFrames?.steps ?? run?.denoisingSteps ?? 1)
    }

    var shownStep: Int { min(max(0, trajectory.step), trajectorySteps - 1) }

    var shownAnchorStep: Int {
        let step = trajectory.isLinked ? shownStep : trajectory.anchorStep
        return min(max(0, step), max(1, anchorFrames?.steps ?? 1) - 1)
    }

    /// What the decoder should sharpen: policy first.
    var lookedAt: [DecodeRequest] {
        guard pane == .trajectory, !trajectory.isPlaying, let sample = shownSample else {
            return []
        }
        var requests: [DecodeRequest] = []
        if let path = sample.trajectory, policyFrames != nil {
            requests.append(
                DecodeRequest(trajectory: path, step: shownStep, view: trajectory.view))
        }
        if let path = sample.anchorTrajectory, anchorFrames != nil {
            requests.append(
                DecodeRequest(trajectory: path, step: shownAnchorStep, view: trajectory.view))
        }
        return requests
    }

    /// The best picture there is of a step, and whether the decoder made it.
    func picture(
        of frames: TrajectoryFrames?, path: String?, step: Int
    ) -> (picture: GreyPicture, isDecoded: Bool)? {
        guard let path, let frames else { return nil }
        let request = DecodeRequest(trajectory: path, step: step, view: trajectory.view)
        if let decoded = trajectory.decoded[request] { return (decoded, true) }
        return frames.picture(step: step, view: trajectory.view).map { ($0, false) }
    }
}
