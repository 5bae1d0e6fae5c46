import Foundation
import Terminal
import Workbench

extension Model {
    /// What the rewards say of x̂0 at each step of the shown sample, in the run's order.
    var rewardCurves: [StepCurve] {
        (run?.rewards ?? []).enumerated().map { index, reward in
            StepCurve(
                reward.label, role: .reward(index),
                policy: scores(reward.name, shownSample?.trajectory),
                partner: scores(reward.name, partnerPath), decimals: 3,
                absence: examinationAbsence)
        }
    }

    /// σ, log-probability, and its ratio to the anchor's.
    var probabilityCurves: [StepCurve] {
        let absence = "its trajectory is being read"
        return [
            StepCurve(
                "σ", policy: policyFrames?.sigmas ?? [], partner: partnerFrames?.sigmas ?? [],
                decimals: 3, absence: absence),
            StepCurve(
                "log-prob", policy: policyFrames?.logProbabilities ?? [],
                partner: partnerFrames?.logProbabilities ?? [], decimals: 3, absence: absence),
            StepCurve(
                "ratio", policy: ratios(policyFrames, shownSample?.trajectory),
                partner: trajectory.partner == .policyOfToday
                    ? ratios(partnerFrames, partnerPath) : [],
                decimals: 4, reference: 1, absence: examinationAbsence),
        ]
    }

    /// The reward that has most to say about when a finding appears.
    var keyRewardCurve: StepCurve? {
        rewardCurves.first { $0.name == keyReward?.name }
    }

    /// The first reward that compares policy and anchor, which sees findings.
    var keyReward: RewardDescription? {
        run?.rewards.first(where: \.isComparative) ?? run?.rewards.first
    }

    private func scores(_ reward: String, _ path: String?) -> [Double] {
        trajectory.examinations.values(path, steps: trajectorySteps) { $0.scores[reward] }
    }

    /// exp(log p − log p of the anchor), as the loss has its ratios: of means over the latent.
    private func ratios(_ frames: TrajectoryFrames?, _ path: String?) -> [Double] {
        guard let frames else { return [] }
        let anchor = trajectory.examinations.values(path, steps: frames.steps) {
            $0.anchorLogProbability
        }
        return zip(frames.logProbabilities, anchor).map { exp($0 - $1) }
    }

    private var examinationAbsence: String {
        if let refusal = trajectory.examinationRefusal { return refusal }
        guard let path = shownSample?.trajectory else { return "its trajectory was not kept" }
        if let failure = trajectory.examinations.failures[path] { return failure }
        guard policyFrames != nil else { return "its trajectory is being read" }
        guard trajectory.examinations.asked.contains(path) else {
            return "asked for as soon as the keys rest"
        }
        switch phase {
        case .training: return "follows in the gaps of training"
        case .stopped, .stopping, .failed: return "the engine has stopped"
        case .loading, .ready, .paused, .complete: return "follows"
        }
    }
}
