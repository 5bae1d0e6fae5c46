public import Diffusion
public import Tensors

/// All trajectories of an epoch, as an update needs them.
public struct RolloutBatch {
    public let samples: [RolloutSample]
    public let sampler: Sampler
    /// [N, steps + 1, C, H, W]: the initial noise, then exactly what each step handed on.
    public let latents: Tensor
    /// [N, steps], fp32; NaN where the step is deterministic.
    public let logProbabilities: Tensor
    /// x̂0, [steps, C, H, W], of the samples that are kept whole, by index.
    public let predictedOriginals: [Int: Tensor]

    /// The finished latents, [N, C, H, W].
    public func finalLatents() throws -> Tensor { try latents.select(1, sampler.steps.count) }

    /// The trajectory of a sample that was kept whole, else nil.
    public func trajectory(of index: Int) throws -> Trajectory? {
        guard let originals = predictedOriginals[index] else { return nil }
        return Trajectory(
            latents: try latents.at(index), predictedOriginals: originals,
            timesteps: sampler.steps.map(\.timestep),
            logProbabilities: try logProbabilities.at(index).floats(),
            sigmas: sampler.steps.map { Float($0.sigma) })
    }
}
