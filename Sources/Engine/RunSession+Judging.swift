internal import Diffusion
internal import Foundation
internal import Images
internal import RLCF
internal import Rewards
internal import Runs
internal import Workbench

extension RunSession {
    /// Choices whose pictures are looked at in one piece of work.
    private static let learnedAtOnce = 8

    /// Keeps a choice, or takes one back; what was learned from choices is out of date then.
    func recordJudgement(_ record: () throws -> Event) throws {
        publish(try record())
        hasNewJudgements = true
    }

    /// Between two epochs: one piece of learning from choices that are new, then the fit.
    ///
    /// - Returns: whether there was something to do.
    func advanceJudging() throws -> Bool {
        guard hasNewJudgements, trainer.isAtBoundary, let reward = trainer.judgement,
            trainer.total.weights[reward.name, default: 0] > 0
        else { return false }
        let judgements = try store.history.judgements()
        let readable = judgements.filter { !unreadableJudgements.contains($0.id) }
        reward.keep(Set(readable.map(\.id)))
        let missing = readable.filter { !reward.choices.contains($0.id) }
        guard missing.isEmpty else {
            for judgement in missing.prefix(Self.learnedAtOnce) { try learn(judgement, reward) }
            return true
        }
        hasNewJudgements = false
        reward.fit()
        try sayFit(reward)
        return true
    }

    private func learn(_ judgement: PairJudgement, _ reward: JudgementReward) throws {
        do {
            let pictures = try [judgement.left, judgement.right].map {
                try GreyPicture(contentsOf: folder.absolute($0.path))
            }
            try reward.learn(
                JudgementReward.Choice(
                    id: judgement.id, first: pictures[0], second: pictures[1],
                    preferred: judgement.choice.preferred), device: trainer.model.device)
        } catch {
            unreadableJudgements.insert(judgement.id)
            try say(.warning, "A choice between pictures is left out: \(error)")
        }
    }

    private func sayFit(_ reward: JudgementReward) throws {
        let decided = reward.decided
        guard reward.head != nil else {
            return try say(
                .info,
                "The judgement reward is inactive: \(decided) of the \(JudgementReward.fewestChoices) "
                    + "choices that it needs are there (“:judge” shows pairs).")
        }
        let (right, count) = reward.foreseen
        let share = Int((right / Double(max(1, count)) * 100).rounded())
        try say(
            .info,
            "The judgement reward is fitted to \(decided) choices; of choices that it is not fitted "
                + "to it foresees \(share) %.")
    }
}

extension PairJudgement.Choice {
    /// How much the left picture is preferred, 0…1.
    fileprivate var preferred: Double {
        switch self {
        case .left: 1
        case .right: 0
        case .neither: 0.5
        }
    }
}
