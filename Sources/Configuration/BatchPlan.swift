/// The batch arithmetic of an epoch, derived from a configuration.
public struct BatchPlan: Sendable, Equatable {
    public let promptsPerEpoch: Int
    public let samplesPerPrompt: Int
    /// Images that are generated in an epoch.
    public let samplesPerEpoch: Int
    public let steps: Int
    /// Steps of a sample that an inner epoch learns from.
    public let learnedSteps: Int
    /// Whether a model's schedule may make the last of them deterministic, so that there is one
    /// fewer.
    public let mayBeFewer: Bool
    /// Pairs of sample and timestep of a rollout.
    public let pairsPerEpoch: Int
    /// Forward passes of the UNet's batch that sampling an epoch takes.
    public let rolloutPasses: Int
    public let innerEpochs: Int
    public let miniBatches: Int
    /// Samples behind one optimiser step.
    public let samplesPerMiniBatch: Int
    /// Pairs of sample and timestep behind one optimiser step.
    public let pairsPerMiniBatch: Int
    /// Forward and backward passes that one optimiser step accumulates.
    public let gradientAccumulation: Int
    public let optimizerStepsPerEpoch: Int
    /// Optimiser steps of the whole run.
    public let optimizerSteps: Int

    /// - Parameters:
    ///   - configuration: a valid one; of another, divisions are rounded down.
    ///   - randomSteps: denoising steps that a model's schedule makes random; nil where the model
    ///     is not known.
    public init(_ configuration: Configuration, randomSteps: Int? = nil) {
        let (rollout, rlcf) = (configuration.rollout, configuration.rlcf)
        promptsPerEpoch = rollout.promptsPerEpoch
        samplesPerPrompt = rollout.samplesPerPrompt
        samplesPerEpoch = rollout.samplesPerEpoch
        steps = rollout.steps
        let random = randomSteps ?? rollout.randomSteps
        learnedSteps = rlcf.timesteps == 0 ? random : min(rlcf.timesteps, random)
        mayBeFewer = randomSteps == nil && rollout.sampler == .ddim && learnedSteps == steps
        pairsPerEpoch = samplesPerEpoch * steps
        rolloutPasses = steps * Self.parts(samplesPerEpoch, of: rollout.microBatch)
        innerEpochs = rlcf.innerEpochs
        miniBatches = rlcf.miniBatches
        samplesPerMiniBatch = samplesPerEpoch / miniBatches
        pairsPerMiniBatch = samplesPerMiniBatch * learnedSteps
        gradientAccumulation = Self.parts(pairsPerMiniBatch, of: rlcf.microBatch)
        optimizerStepsPerEpoch = innerEpochs * miniBatches
        optimizerSteps = optimizerStepsPerEpoch * rlcf.epochs
    }

    private static func parts(_ count: Int, of size: Int) -> Int { (count + size - 1) / size }

    /// For people, one fact a line.
    public var summary: String {
        """
        \(samplesPerEpoch) samples per epoch (\(promptsPerEpoch) prompts × \(samplesPerPrompt)), \
        \(steps) steps each
        \(optimizerStepsPerEpoch) optimiser steps per epoch (\(innerEpochs) inner epochs × \
        \(miniBatches) mini-batches of \(samplesPerMiniBatch) samples)
        \(gradientAccumulation) passes of gradient accumulation per optimiser step \
        (\(pairsPerMiniBatch) pairs of sample and timestep\(exception))
        """
    }

    private var exception: String {
        mayBeFewer ? "; fewer where the model makes the last step deterministic" : ""
    }
}

extension Configuration {
    public var batchPlan: BatchPlan { BatchPlan(self) }

    /// The clip range c of the ratio of mean log-probabilities.
    ///
    /// - Parameter latentDimensions: channels × height × width.
    public func clipRange(latentDimensions: Int) -> Double {
        rlcf.clipNats / Double(max(1, latentDimensions))
    }

    /// Of the UNet's trained weights.
    public var policyLearningRate: Double {
        switch adapter.kind {
        case .full: optimizer.learningRate
        case .lora: optimizer.loraLearningRate
        }
    }

    /// By reward name, as in metric keys.
    public var rewardWeights: [String: Double] {
        let builtIn = [
            "posture": rewards.posture.weight,
            "diagnosis": rewards.diagnosis.weight,
            "consistency": rewards.consistency.weight,
            "judgement": rewards.judgement.weight,
        ]
        return builtIn.merging(rewards.user.mapValues(\.weight)) { first, _ in first }
    }
}
