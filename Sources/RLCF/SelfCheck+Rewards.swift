internal import Configuration
internal import Rewards

/// Checks of what the rewards say before the first update.
extension SelfCheck {
    /// The policy with its embeddings against the anchor, from the same noise.
    func stepZeroGap(_ policy: SampleGeneration) throws -> CheckResult {
        let anchor = try generate(byAnchor: true)
        let gaps = trainer.rewards.map { reward in
            let difference =
                (policy.scores[reward.name] ?? []).mean - (anchor.scores[reward.name] ?? []).mean
            return (name: reward.name, size: abs(difference))
        }
        let worst = gaps.max { $0.size < $1.size }
        return .atMost(
            .stepZeroGap, "difference of the mean score of policy and anchor, at worst",
            worst?.size ?? 0, limit: Self.gapLimit,
            remedy: "Before any update the policy's '\(worst?.name ?? "reward")' differs from the "
                + "anchor's: the adaptive condition embeddings disturb this base model, which was "
                + "not pretrained with padding of varying length; lower ace.tokens, or set it to "
                + "0.")
    }

    /// Whether samples of a prompt differ in what they are rewarded for.
    func rewardSpread(_ policy: SampleGeneration) -> CheckResult {
        let weighted = trainer.rewards.filter { trainer.total.weights[$0.name, default: 0] > 0 }
        let spreads = weighted.map { reward in
            let scores = policy.scores[reward.name] ?? []
            let groups = Dictionary(grouping: samples) { $0.row }.values
            let deviations = groups.map { group in group.map { scores[$0.index] }.deviation }
            return (name: reward.name, size: deviations.max() ?? 0)
        }
        let least = spreads.min { $0.size < $1.size }
        return .atLeast(
            .rewardSpread, "deviation within a prompt of the reward that differs least",
            least?.size ?? 0, limit: trainer.configuration.rlcf.advantageFloor,
            remedy: "The reward '\(least?.name ?? "")' hardly differs between images of a prompt, "
                + "so that nothing can be learned from it: set its weight to 0, choose prompts "
                + "with findings that it knows, or another variant of its score.")
    }
}
