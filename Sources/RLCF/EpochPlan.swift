internal import Rewards

/// What an epoch makes: drawn before it begins.
struct EpochPlan {
    /// 1 is the first.
    let epoch: Int
    /// One for each row of the conditions.
    let prompts: [ScoredPrompt]
    let conditions: Conditions
    let samples: [RolloutSample]
    /// The anchor's images that are still to be made.
    let anchorSamples: [RolloutSample]

    func prompt(of sample: RolloutSample) -> ScoredPrompt { prompts[sample.row] }
}
