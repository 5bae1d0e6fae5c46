internal import Configuration
internal import Diffusion
internal import Foundation
internal import Networks
internal import Tensors

/// Checks that replay a rollout through the update that training makes, with unchanged weights:
/// every ratio must be 1.
extension SelfCheck {
    /// The update that would learn from a rollout.
    func replay(_ batch: RolloutBatch) throws -> PolicyUpdate {
        let experience = PolicyUpdate.Experience(
            batch: batch, conditions: conditions, advantages: samples.map { _ in 0 })
        return try PolicyUpdate(
            probe.experience(experience), policy: trainer.policy, anchor: trainer.anchor,
            optimizer: trainer.optimizer, loss: PolicyLoss(clipRange: trainer.clipRange),
            weights: trainer.timestepWeights, settings: trainer.configuration.rlcf,
            shuffle: RandomGenerator(seed: 1))
    }

    /// Every sample at every random timestep, in batches that mix both as updates do.
    private func batches(of size: Int) throws -> [[PolicyUpdate.Pair]] {
        let random = sampler.steps.indices.filter { sampler.steps[$0].sigma > 0 }
        let pairs = samples.indices.flatMap { sample in
            random.map { PolicyUpdate.Pair(sample: sample, step: $0) }
        }
        let order = try RandomGenerator(seed: 1).permutation(pairs.count)
        return stride(from: 0, to: order.count, by: size).map { start in
            order[start..<min(order.count, start + size)].map { pairs[$0] }
        }
    }

    /// |log p_new − log p_old| of every sample, by timestep; nil where σ is 0.
    ///
    /// - Parameter size: pairs of sample and timestep at once.
    func differences(_ update: PolicyUpdate, batchSize size: Int) throws -> [[Double]?] {
        var found = sampler.steps.map { $0.sigma > 0 ? [Double]() : nil }
        for pairs in try batches(of: size) {
            let terms = try withoutGradient { try update.terms(of: pairs) }
            let new = try probe.logProbabilities(terms.new).to(.float32)
            let differences = try (new - terms.old).absolute().doubles()
            for (pair, difference) in zip(pairs, differences) {
                found[pair.step]?.append(difference)
            }
        }
        return found
    }

    /// The floor with the rollout's batch shape, with another one, and the clip range above both.
    func ratioChecks(_ update: PolicyUpdate) throws -> ([CheckResult], [Double?]) {
        let floors = try differences(update, batchSize: samples.count).map { $0?.largest }
        let others = try differences(update, batchSize: 1).map { $0?.largest }
        let floor = floors.compactMap(\.self).largest
        let shapeFloor = others.compactMap(\.self).largest
        let clipRange = trainer.clipRange
        let noise = trainer.configuration.rlcf.strictBatches ? floor : [floor, shapeFloor].largest
        let results = [
            CheckResult.atMost(
                .ratioFloor, "largest |Δ log p| with unchanged weights", floor,
                limit: isExact ? Self.floorLimit : clipRange / Self.clipMargin,
                remedy: "A replayed rollout does not give its own log-probabilities: latents were "
                    + "rounded after they were scored, stored in another precision than the next "
                    + "step saw, or the update computes another prediction than the rollout."),
            CheckResult.atMost(
                .batchShape, "largest |Δ log p| in batches of another shape", shapeFloor,
                limit: clipRange / Self.clipMargin,
                remedy: "Predictions depend on the batch's shape by more than a tenth of the clip "
                    + "range: set rlcf.strict_batches to true."),
            CheckResult.atLeast(
                .clipRange, "clip range over the noise of the ratio",
                clipRange / max(noise, 1e-12),
                limit: Self.clipMargin,
                remedy: "The clip range \(clipRange) lies less than ten times above the noise of "
                    + "the ratio (\(noise)): raise rlcf.clip_nats to at least "
                    + "\(suggestedNats(noise)), or compute in fp32."),
        ]
        return (results, floors)
    }

    private func suggestedNats(_ noise: Double) -> String {
        let dimensions = Double(trainer.model.latentShape.reduce(1, *))
        return String(format: "%.3g", noise * Self.clipMargin * dimensions)
    }

    private var isExact: Bool { !trainer.model.unet.computeType.isReduced }

    /// The log-probability against the Gaussian's formula in double precision on the host.
    func logProbability(_ batch: RolloutBatch, _ update: PolicyUpdate) throws -> CheckResult {
        var differences: [Double] = []
        for index in sampler.steps.indices where sampler.steps[index].sigma > 0 {
            let pair = PolicyUpdate.Pair(sample: 0, step: index)
            let (mean, terms) = try withoutGradient {
                (try update.gaussianStep(of: [pair]).mean, try update.terms(of: [pair]))
            }
            let action = try batch.latents.select(1, index + 1).sliced(0, 0..<1)
            let found = try probe.logProbabilities(terms.new).to(.float64).item()
            let sigma = sampler.steps[index].sigma
            let squares = zip(try action.doubles(), try mean.doubles())
                .map { ($0 - $1) * ($0 - $1) / (2 * sigma * sigma) }
            let exact = -squares.mean - log(sigma) - 0.5 * log(2 * Double.pi)
            differences.append(abs(found - exact))
        }
        return .atMost(
            .logProbability, "largest error of log p against double precision",
            differences.largest,
            limit: 1e-4,
            remedy: "Log-probabilities are not the mean over the latent's dimensions in fp32: a "
                + "sum, a half-precision number or a wrong σ gives other ratios and another clip "
                + "range.")
    }

    /// Whether the update asks the network as the rollout did: the same states, timesteps,
    /// prompts and guidance. What it predicts is held against the x̂0 that the rollout kept.
    func guidance(_ batch: RolloutBatch, _ update: PolicyUpdate) throws -> CheckResult {
        let pairs = try batches(of: samples.count)[0]
        let predicted = try withoutGradient { try update.gaussianStep(of: pairs).predictedOriginal }
        let differences = try pairs.enumerated().map { place, pair in
            guard let originals = batch.predictedOriginals[pair.sample] else { return Double.nan }
            let expected = try originals.at(pair.step)
            return try ((predicted.at(place) - expected).norm() / expected.norm()).item()
        }
        return .atMost(
            .guidance, "relative difference of the predictions of rollout and update",
            differences.largest,
            limit: isExact ? Self.predictionLimit : Self.reducedPredictionLimit,
            remedy: "Rollout and update ask the network differently: both must use "
                + "rollout.guidance \(trainer.configuration.rollout.guidance), the same timesteps "
                + "and prompts, and the same embeddings in both contexts.")
    }
}
