internal import Diffusion
internal import Tensors

/// The places of the mathematics where the self-check looks, which tests replace by faulty ones.
struct SelfCheckProbe {
    /// The network's prediction in updates; the policy's own where nil.
    var predictInUpdate: ((Tensor, Tensor, Conditions) throws -> Tensor)?
    var logProbability: (GaussianStep, Tensor) throws -> Tensor = {
        try $0.logProbability(of: $1)
    }
    /// What is kept of a rollout.
    var keep: (RolloutBatch) throws -> RolloutBatch = { $0 }
    var seeds: ([UInt64]) -> [UInt64] = { $0 }
}
