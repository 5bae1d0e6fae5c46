internal import Configuration
internal import Diffusion
internal import Tensors

/// Learns from one rollout: inner epochs of mini-batches, each accumulated over its samples and
/// timesteps in micro-batches, with one optimiser step at its end.
final class PolicyUpdate {
    /// What is learned from.
    struct Experience {
        let batch: RolloutBatch
        /// One row for each prompt of the rollout.
        let conditions: Conditions
        let advantages: [Double]
    }

    /// A state and an action: indices into the rollout.
    struct Pair {
        let sample: Int
        let step: Int
    }

    private(set) var statistics = PolicyStatistics()
    /// Asked when the first gradient is complete and nothing was learned yet; throws where nothing
    /// should be.
    var approveFirstStep: (PolicyStatistics) throws -> Void = { _ in }
    private let policy: Policy
    private let anchor: Anchor
    private let optimizer: PolicyOptimizer
    private let experience: Experience
    private let loss: PolicyLoss
    private let weights: [Double]
    private let settings: Configuration.RLCF
    private let shuffle: RandomGenerator
    /// [N · (steps + 1), C, H, W].
    private let latents: Tensor
    /// [N · steps].
    private let oldLogProbabilities: Tensor

    private var order: [Int] = []
    private var optimizerSteps = 0
    /// The mini-batch at work, and what is left of it.
    private var miniBatch: [Pair] = []
    private var pairs: ArraySlice<Pair> = []
    private var hasGradient = false
    /// What losses are multiplied by, so that small gradients do not vanish in fp16.
    private var lossScale: Double

    init(
        _ experience: Experience, policy: Policy, anchor: Anchor, optimizer: PolicyOptimizer,
        loss: PolicyLoss, weights: [Double], settings: Configuration.RLCF,
        shuffle: RandomGenerator
    ) throws {
        self.experience = experience
        self.policy = policy
        self.anchor = anchor
        self.optimizer = optimizer
        self.loss = loss
        self.weights = weights
        self.settings = settings
        self.shuffle = shuffle
        lossScale = policy.unet.computeType == .float16 ? 65_536 : 1
        let shape = experience.batch.latents.shape
        latents = try experience.batch.latents.reshaped([-1] + shape.dropFirst(2))
        oldLogProbabilities = try experience.batch.logProbabilities.reshaped(-1)
        optimizer.clearGradients()
    }

    var isFinished: Bool { optimizerSteps == settings.innerEpochs * settings.miniBatches }

    /// Micro-batches and optimiser steps, done and in all.
    var progress: (completed: Int, total: Int) {
        let perMiniBatch = microBatches(of: pairsPerMiniBatch) + 1
        let done =
            miniBatch.isEmpty
            ? 0 : microBatches(of: miniBatch.count) - microBatches(of: pairs.count)
        return (
            optimizerSteps * perMiniBatch + done,
            settings.innerEpochs * settings.miniBatches * perMiniBatch
        )
    }

    /// One gradient of a micro-batch, or one optimiser step.
    func advance() throws {
        guard !isFinished else { return }
        if pairs.isEmpty, !hasGradient { try beginMiniBatch() }
        if pairs.isEmpty {
            try step()
        } else {
            try accumulateNext()
        }
    }

    /// Gradients that are too large for fp16 are taken again, with a smaller scale.
    private func step() throws {
        if optimizerSteps == 0 { try approveFirstStep(statistics) }
        if lossScale > 1, try !optimizer.hasFiniteGradients() {
            lossScale /= 2
            return beginAgain()
        }
        statistics.add(gradientNorm: try optimizer.update(lossScale: lossScale))
        optimizerSteps += 1
        hasGradient = false
        miniBatch = []
    }

    private func beginAgain() {
        optimizer.clearGradients()
        pairs = miniBatch[...]
        hasGradient = false
    }

    /// A micro-batch that fails, for want of memory say, leaves the mini-batch to be begun again.
    private func accumulateNext() throws {
        let part = pairs.prefix(settings.microBatch)
        do {
            try accumulate(Array(part))
        } catch {
            beginAgain()
            throw error
        }
        pairs = pairs.dropFirst(part.count)
        hasGradient = true
    }

    private var sampleCount: Int { experience.batch.samples.count }

    /// Of each sample in an inner epoch.
    private var learnedSteps: Int {
        let random = weights.count { $0 > 0 }
        return settings.timesteps == 0 ? random : min(settings.timesteps, random)
    }

    private var pairsPerMiniBatch: Int {
        sampleCount / settings.miniBatches * learnedSteps
    }

    private func microBatches(of pairs: Int) -> Int {
        (pairs + settings.microBatch - 1) / settings.microBatch
    }

    /// Random timesteps of the next samples, all or as many as are asked for, in an order of
    /// their own.
    private func beginMiniBatch() throws {
        let position = optimizerSteps % settings.miniBatches
        if position == 0 { order = try shuffle.permutation(sampleCount) }
        let size = sampleCount / settings.miniBatches
        let unordered = try order[position * size..<(position + 1) * size].flatMap { sample in
            try drawSteps().map { Pair(sample: sample, step: $0) }
        }
        miniBatch = try shuffle.permutation(unordered.count).map { unordered[$0] }
        pairs = miniBatch[...]
    }

    private func drawSteps() throws -> [Int] {
        let random = weights.indices.filter { weights[$0] > 0 }
        guard learnedSteps < random.count else { return random }
        return try shuffle.permutation(random.count).prefix(learnedSteps).map { random[$0] }
    }

    /// Adds the gradient of some pairs, as part of the mean over the whole mini-batch.
    private func accumulate(_ pairs: [Pair]) throws {
        try withGradient(enabled: true) {
            let terms = try terms(of: pairs)
            let losses = try loss(terms)
            let sum = try losses.sum()
            guard try sum.item().isFinite else {
                throw RLCFError(
                    "The policy loss is not finite, so the update was not made: resume from the "
                        + "last checkpoint with a lower learning rate, and look for a reward or a "
                        + "log-probability that is not a number.")
            }
            try (sum * (lossScale / Double(miniBatch.count))).backward()
            try statistics.add(terms, losses: losses, clipRange: loss.clipRange)
        }
    }

    private typealias Predictor = (Tensor, Tensor, Conditions) throws -> Tensor

    /// The policy's distribution over what follows each state, as it is now.
    func gaussianStep(of pairs: [Pair]) throws -> GaussianStep {
        try gaussianStep(of: pairs) { try policy.predict($0, timesteps: $1, conditions: $2) }
    }

    /// States and what they were made from, permuted together.
    private func gaussianStep(
        of pairs: [Pair], _ predict: Predictor
    ) throws -> GaussianStep {
        let sampler = experience.batch.sampler
        let coefficients = pairs.map { sampler.steps[$0.step] }
        let states = try latents.selecting(
            0, pairs.map { $0.sample * (sampler.steps.count + 1) + $0.step })
        let timesteps = try Tensor.of(coefficients.map(\.networkTimestep)).to(states.device)
        let conditions = try experience.conditions.selecting(
            pairs.map { experience.batch.samples[$0.sample].row })
        return try GaussianStep(
            latents: states, prediction: predict(states, timesteps, conditions),
            coefficients: coefficients, kind: sampler.prediction)
    }

    /// What the loss is made of, under the policy as it is now.
    func terms(of pairs: [Pair]) throws -> PolicyLoss.Pairs {
        let count = experience.batch.sampler.steps.count
        let actions = try latents.selecting(
            0, pairs.map { $0.sample * (count + 1) + $0.step + 1 })
        let step = try gaussianStep(of: pairs)

        // the anchor, where its distance is penalised
        var kl: Tensor?
        if loss.klWeight > 0 {
            let reference = try gaussianStep(of: pairs) {
                try anchor.predict($0, timesteps: $1, conditions: $2)
            }
            kl = try PolicyLoss.kl(step.mean, anchor: reference.mean, sigma: step.sigma)
        }
        func column(_ values: [Double]) throws -> Tensor {
            try Tensor.of(values.map(Float.init)).to(actions.device)
        }
        return PolicyLoss.Pairs(
            new: try step.logProbability(of: actions),
            old: try oldLogProbabilities.selecting(0, pairs.map { $0.sample * count + $0.step }),
            advantages: try column(pairs.map { experience.advantages[$0.sample] }),
            weights: try column(pairs.map { weights[$0.step] }), kl: kl)
    }
}
