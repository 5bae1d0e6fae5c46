public import Configuration
public import Diffusion

/// How much each timestep counts in the loss; 0 where σ = 0, 1 on average over the others.
public enum TimestepWeights {
    /// - Returns: one weight for each step of the sampler.
    /// - Throws: `RLCFError` where no step is random, so that there is nothing to learn from.
    public static func weights(
        of sampler: Sampler, _ weighting: Configuration.RLCF.TimestepWeighting
    ) throws -> [Double] {
        let random = sampler.steps.filter { $0.sigma > 0 }
        guard !random.isEmpty else {
            throw RLCFError(
                "No denoising step of this sampler is random, so no step has a log-probability: "
                    + "set rollout.eta above 0, or take more than one step.")
        }
        let raw = sampler.steps.map { step -> Double in
            guard step.sigma > 0 else { return 0 }
            return switch weighting {
            case .uniform: 1
            case .sensitivity: 1 / max(step.sensitivity(to: sampler.prediction), 1e-3)
            }
        }
        let mean = raw.reduce(0, +) / Double(random.count)
        return raw.map { $0 / mean }
    }
}
