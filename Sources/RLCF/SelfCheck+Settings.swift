internal import Configuration
internal import Diffusion
internal import Networks
internal import Tensors

/// Checks that need no rollout.
extension SelfCheck {
    func batchArithmetic() -> CheckResult {
        let plan = trainer.batchPlan
        return .atLeast(
            .batchArithmetic,
            "optimiser steps per epoch (\(plan.samplesPerEpoch) samples, mini-batches of "
                + "\(plan.samplesPerMiniBatch), \(plan.gradientAccumulation) passes each)",
            Double(plan.optimizerStepsPerEpoch), limit: 2,
            remedy: "One optimiser step per rollout leaves every ratio at 1, so that clipping and "
                + "KL mean nothing: raise rlcf.inner_epochs or rlcf.mini_batches.")
    }

    func randomTimesteps() -> CheckResult {
        let random = sampler.randomSteps
        let idle = sampler.steps.count - random
        return .atLeast(
            .randomTimesteps, "share of the denoising steps that are random",
            Double(random) / Double(sampler.steps.count), limit: 0.5,
            remedy: "\(idle) of \(sampler.steps.count) denoising steps have σ = 0 and teach "
                + "nothing: raise rollout.eta, take more steps, or correct the scheduler's "
                + "steps_offset and set_alpha_to_one.")
    }

    /// The device's matrix product against double precision.
    func matrixProduct() throws -> CheckResult {
        let generator = try RandomGenerator(seed: 1)
        let size = 256
        let left = try generator.normal([size, size])
        let right = try generator.normal([size, size])
        let exact = try left.to(.float64).matmul(right.to(.float64))
        let device = trainer.model.device
        let found = try left.to(device).matmul(right.to(device)).to(.cpu).to(.float64)
        let error = try ((found - exact).absolute().largest() / exact.absolute().largest()).item()
        return .atMost(
            .matrixProduct, "relative error of an fp32 product of side \(size)", error,
            limit: 1e-5,
            remedy: "The matrix kernels of this machine are wrong or work in a lower precision: "
                + "unset OPENBLAS_CORETYPE and TORCH_ALLOW_TF32_CUBLAS_OVERRIDE, or choose "
                + "another BLAS.")
    }

    func distinctSeeds() -> CheckResult {
        let repeated = samples.count - Set(samples.map(\.seed)).count
        return .atMost(
            .seeds, "samples that have another's seed", Double(repeated), limit: 0,
            remedy: "Samples share a seed, which makes the same picture twice: give every rank "
                + "and every sample a generator of its own.")
    }
}
