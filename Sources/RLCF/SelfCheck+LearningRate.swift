internal import Configuration
internal import Foundation
internal import Networks
internal import Rewards
internal import Tensors

/// The check that learns once, measures, and puts everything back.
extension SelfCheck {
    /// One optimiser step moves the mean |log p| by this share of the clip range where learning
    /// was seen to go well.
    static let usualMovement = 0.5
    /// From here on a single step leaves the trust region.
    static let largestMovement = 5.0
    /// Below, nothing happens for very many epochs.
    static let smallestMovement = 0.005

    func learningRate(
        _ generation: SampleGeneration, _ batch: RolloutBatch
    ) throws -> (result: CheckResult, proposal: Double?, updateSeconds: Double) {
        let (moved, seconds) = try movement(advantages(generation), batch)
        let share = moved / trainer.clipRange
        let rate = trainer.configuration.policyLearningRate
        let proposal = share > 0 ? rate * Self.usualMovement / share : nil
        let isWithin = share <= Self.largestMovement && share >= Self.smallestMovement
        let key =
            trainer.configuration.adapter.kind == .full
            ? "optimizer.learning_rate" : "optimizer.lora_learning_rate"
        let advice = proposal.map { "about \(String(format: "%.1g", $0))" } ?? "another value"
        return (
            CheckResult(
                .learningRate, "movement of log p in one optimiser step, in clip ranges",
                measured: share, limit: Self.largestMovement, passed: isWithin,
                remedy: "One optimiser step moves the log-probability by \(share) clip ranges, "
                    + "which is too \(share > 1 ? "far" : "little"): set \(key) to \(advice)."),
            proposal, seconds
        )
    }

    /// Standardised rewards of the check's samples; alternating where they do not differ, since
    /// only the size of a step is measured.
    private func advantages(_ generation: SampleGeneration) -> [Double] {
        let totals = samples.map { sample in
            trainer.rewards.map { generation.scores[$0.name]?[sample.index] ?? 0 }
                .reduce(0, +)
        }
        let found = Advantages(
            rewards: totals, promptIDs: samples.map(\.row), trainer.configuration.rlcf)
        guard found.areAllConstant else { return found.values }
        return samples.map { $0.index.isMultiple(of: 2) ? 1 : -1 }
    }

    /// The mean |Δ log p| that one optimiser step over the whole batch brings, and how long it took.
    private func movement(
        _ advantages: [Double], _ batch: RolloutBatch
    ) throws -> (moved: Double, seconds: Double) {
        let parameters = trainer.policy.trainableParameters
        let saved = try parameters.map { try $0.value.detached().copied() }
        defer {
            for (parameter, value) in zip(parameters, saved) { try? parameter.value.assign(value) }
        }
        var settings = trainer.configuration.rlcf
        settings.innerEpochs = 1
        settings.miniBatches = 1
        var configuration = trainer.configuration
        configuration.optimizer.warmupSteps = 0
        let update = try PolicyUpdate(
            PolicyUpdate.Experience(
                batch: batch, conditions: conditions, advantages: advantages),
            policy: trainer.policy, anchor: trainer.anchor,
            optimizer: PolicyOptimizer(trainer.policy, configuration),
            loss: PolicyLoss(clipRange: trainer.clipRange), weights: trainer.timestepWeights,
            settings: settings, shuffle: RandomGenerator(seed: 1))
        let duration = try ContinuousClock().measure {
            while !update.isFinished { try update.advance() }
        }
        let moved = try differences(update, batchSize: samples.count).compactMap(\.self)
            .flatMap(\.self).mean
        return (moved, duration / .seconds(1))
    }
}
