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

    /// What has to be made for the comparison; nil where it is kept.
    var partnerRequest: RegenerateRequest? {
        guard let sample = shownSample, let branch = trajectory.partner.branch else { return nil }
        return RegenerateRequest(
            epoch: sample.epoch, index: sample.index, prompt: sample.prompt, seed: sample.seed,
            branch: branch)
    }

    /// The trajectory that the sample's is compared with, where there is one.
    var partnerPath: String? {
        guard let request = partnerRequest else { return shownSample?.anchorTrajectory }
        return trajectory.regenerations.made(request)?.trajectory
    }

    var partnerFrames: TrajectoryFrames? { trajectory.store.frames(partnerPath) }

    /// How many steps there are to go through; at least 1.
    var trajectorySteps: Int {
        max(1, policyFrames?.steps ?? partnerFrames?.steps ?? run?.denoisingSteps ?? 1)
    }

    var shownStep: Int { min(max(0, trajectory.step), trajectorySteps - 1) }

    var shownPartnerStep: Int {
        let step = trajectory.isLinked ? shownStep : trajectory.partnerStep
        return min(max(0, step), max(1, partnerFrames?.steps ?? 1) - 1)
    }

    /// What the decoder should sharpen: policy first.
    private var lookedAt: [DecodeRequest] {
        guard pane == .trajectory, !trajectory.isPlaying, let sample = shownSample else {
            return []
        }
        var requests: [DecodeRequest] = []
        if let path = sample.trajectory, policyFrames != nil {
            requests.append(
                DecodeRequest(trajectory: path, step: shownStep, view: trajectory.view))
        }
        if let path = partnerPath, partnerFrames != nil {
            requests.append(
                DecodeRequest(trajectory: path, step: shownPartnerStep, view: trajectory.view))
        }
        return requests
    }

    /// What the engine should be asked for and has not been.
    var trajectoryRequests: [Command] {
        decodeRequests.map(Command.decode) + attentionRequests
            + examinationRequests + regenerationRequests
    }

    private var decodeRequests: [DecodeRequest] {
        guard trajectory.decodeRefusal == nil else { return [] }
        return lookedAt.filter {
            trajectory.decoded[$0] == nil && !trajectory.decoded.pending.contains($0)
        }
    }

    /// One command for both walks; none while the engine is at them.
    private var examinationRequests: [Command] {
        guard let sample = shownSample, trajectory.examinationRefusal == nil else { return [] }
        let isAgain = trajectory.partner == .policyOfToday
        let requests = [
            (sample.trajectory, policyFrames, true), (partnerPath, partnerFrames, isAgain),
        ].compactMap { path, frames, asksAnchor -> ExamineRequest? in
            guard let path, let frames else { return nil }
            let steps = trajectory.examinations.missing(path, steps: frames.steps)
            guard !steps.isEmpty else { return nil }
            return ExamineRequest(
                trajectory: path, prompt: sample.prompt, steps: steps, asksAnchor: asksAnchor)
        }
        let isAsked = trajectory.examinations.asked.isSuperset(of: requests.map(\.trajectory))
        return isAsked ? [] : [.examine(requests)]
    }

    private var attentionRequests: [Command] {
        guard let request = attentionRequest, trajectory.attention[request] == nil,
            trajectory.attention.asked != request
        else { return [] }
        return [.attend(request)]
    }

    private var regenerationRequests: [Command] {
        guard let request = partnerRequest, trajectory.regenerations[request] == nil,
            trajectory.regenerations.asked != request
        else { return [] }
        return [.regenerate(request)]
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
