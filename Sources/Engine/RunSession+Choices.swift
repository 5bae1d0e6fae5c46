internal import Configuration
internal import RLCF
internal import Rewards
internal import Runs
internal import Workbench

/// What may change while a run is trained, and outlives its process: weights, prompts, and the
/// settings that a resumed run is given.
extension RunSession {
    /// Puts what was chosen last over what a checkpoint holds, and keeps it.
    ///
    /// - Parameter listed: the prompts that the configuration names.
    func applyChoices(listed: [ScoredPrompt]) throws {
        for (name, weight) in configuration.rewardWeights where trainer.rewardNames.contains(name) {
            try trainer.setRewardWeight(weight, of: name)
        }
        if configuration.rollout.prompts != manifest.configuration.rollout.prompts {
            manifest.prompts = nil
            try trainer.setPrompts(identified(listed))
        } else if let texts = manifest.prompts {
            try trainer.setPrompts(
                identified(Self.fitting(PromptList.scored(texts), trainer.model).prompts))
        }
        try changeConfiguration { _ in }
    }

    /// After a roll-back, what the checkpoint holds is what was chosen.
    func keepChoicesOfCheckpoint() throws {
        manifest.prompts = trainer.prompts.map(\.text)
        try changeConfiguration { configuration in
            for (name, weight) in trainer.total.weights where trainer.rewardNames.contains(name) {
                try configuration.setRewardWeight(weight, of: name)
            }
        }
    }

    func setWeight(_ reward: String, _ weight: Double) throws {
        try refusing { try trainer.setRewardWeight(weight, of: reward) }
        try changeConfiguration { try $0.setRewardWeight(weight, of: reward) }
        try emit([.rewardWeightChanged(reward: reward, weight: weight)])
        if reward == trainer.judgement?.name, weight > 0 { hasNewJudgements = true }
    }

    func setPrompts(_ texts: [String]) throws {
        let (prompts, cut) = try refusing {
            try Self.fitting(PromptList.scored(texts), trainer.model)
        }
        try refusing { try trainer.setPrompts(identified(prompts)) }
        manifest.prompts = trainer.prompts.map(\.text)
        try folder.write(manifest)
        try emit([.promptsChanged(trainer.prompts.map(PromptRecord.init))])
        for text in cut { try say(.warning, text) }
    }

    /// Prompts whose text was there before under the numbers that they had, others under new ones:
    /// pictures and totals of a number stay those of one text.
    private func identified(_ prompts: [ScoredPrompt]) -> [ScoredPrompt] {
        var known = Dictionary(grouping: trainer.prompts, by: \.text).mapValues { $0.map(\.id) }
        lastPromptID = max(lastPromptID, trainer.prompts.map(\.id).max() ?? -1)
        return prompts.map { prompt in
            if let id = known[prompt.text]?.first {
                known[prompt.text]?.removeFirst()
                return ScoredPrompt(id: id, text: prompt.text, findings: prompt.findings)
            }
            lastPromptID += 1
            return ScoredPrompt(id: lastPromptID, text: prompt.text, findings: prompt.findings)
        }
    }
}
