internal import Configuration
internal import Diffusion
internal import Foundation
internal import Networks
internal import Tensors

/// Checks that replay a rollout with unchanged weights: every ratio must be 1.
extension SelfCheck {
    /// The step of the samples `range` at `index` of the walk, as updates compute it.
    private func step(
        _ batch: RolloutBatch, _ index: Int, _ range: Range<Int>
    ) throws -> GaussianStep {
        let coefficients = sampler.steps[index]
        let states = try batch.latents.select(1, index).sliced(0, range)
        let timesteps = try Tensor.full(
            [range.count], coefficients.networkTimestep, device: states.device)
        let selected = try conditions.selecting(batch.samples[range].map(\.row))
        return try GaussianStep(
            latents: states, prediction: predictInUpdate(states, timesteps, selected),
            coefficients: [coefficients], kind: sampler.prediction)
    }

    /// |log p_new − log p_old| of every sample, by timestep; nil where σ is 0.
    ///
    /// - Parameter size: samples at once.
    func differences(_ batch: RolloutBatch, batchSize size: Int) throws -> [[Double]?] {
        try withoutGradient {
            try sampler.steps.indices.map { index in
                guard sampler.steps[index].sigma > 0 else { return nil }
                let actions = try batch.latents.select(1, index + 1)
                let old = try batch.logProbabilities.select(1, index)
                return try stride(from: 0, to: samples.count, by: size).flatMap { start in
                    let range = start..<min(samples.count, start + size)
                    let new = try probe.logProbability(
                        step(batch, index, range), actions.sliced(0, range))
                    return try (new.to(.float32) - old.sliced(0, range)).absolute().doubles()
                }
            }
        }
    }

    /// The floor with the rollout's batch shape, with another one, and the clip range above both.
    func ratioChecks(_ batch: RolloutBatch) throws -> ([CheckResult], [Double?]) {
        let floors = try differences(batch, batchSize: samples.count).map { $0?.max() }
        let others = try differences(batch, batchSize: 1).map { $0?.max() }
        let floor = floors.compactMap(\.self).max() ?? .nan
        let shapeFloor = others.compactMap(\.self).max() ?? .nan
        let clipRange = trainer.clipRange
        let noise = trainer.configuration.rlcf.strictBatches ? floor : max(floor, shapeFloor)
        let isExact = !trainer.model.unet.computeType.isReduced
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

    /// The log-probability against the Gaussian's formula in double precision on the host.
    func logProbability(_ batch: RolloutBatch) throws -> CheckResult {
        var largest = 0.0
        for index in sampler.steps.indices where sampler.steps[index].sigma > 0 {
            let step = try withoutGradient { try self.step(batch, index, 0..<1) }
            let action = try batch.latents.select(1, index + 1).sliced(0, 0..<1)
            let found = try probe.logProbability(step, action).to(.float64).item()
            let sigma = sampler.steps[index].sigma
            let squares = zip(try action.doubles(), try step.mean.doubles())
                .map { ($0 - $1) * ($0 - $1) / (2 * sigma * sigma) }
            let exact = -squares.mean - log(sigma) - 0.5 * log(2 * Double.pi)
            largest = max(largest, abs(found - exact))
        }
        return .atMost(
            .logProbability, "largest error of log p against double precision", largest,
            limit: 1e-4,
            remedy: "Log-probabilities are not the mean over the latent's dimensions in fp32: a "
                + "sum, a half-precision number or a wrong σ gives other ratios and another clip "
                + "range.")
    }

    /// Whether the update asks the network with the rollout's guidance.
    func guidance(_ batch: RolloutBatch) throws -> CheckResult {
        let states = try batch.latents.select(1, 0)
        let timesteps = try Tensor.full(
            [samples.count], sampler.steps[0].networkTimestep,
            device: states.device)
        let selected = try conditions.selecting(samples.map(\.row))
        let difference = try withoutGradient {
            let guided = try trainer.policy.predict(
                states, timesteps: timesteps, conditions: selected
            ).to(.float32)
            let inUpdate = try predictInUpdate(states, timesteps, selected).to(.float32)
            return try ((inUpdate - guided).norm() / guided.norm()).item()
        }
        return .atMost(
            .guidance, "relative difference of the predictions of rollout and update", difference,
            limit: 1e-3,
            remedy: "Rollout and update ask the network differently: both must use "
                + "rollout.guidance \(trainer.configuration.rollout.guidance) and the same "
                + "embeddings in both contexts.")
    }
}
