internal import Tensors

/// The places of the mathematics where the self-check looks, which tests replace by faulty ones.
struct SelfCheckProbe {
    /// What the update is given to learn from.
    var experience: (PolicyUpdate.Experience) throws -> PolicyUpdate.Experience = { $0 }
    /// The log-probabilities that the update finds.
    var logProbabilities: (Tensor) throws -> Tensor = { $0 }
    /// What is kept of a rollout.
    var keep: (RolloutBatch) throws -> RolloutBatch = { $0 }
    var seeds: ([UInt64]) -> [UInt64] = { $0 }
}
