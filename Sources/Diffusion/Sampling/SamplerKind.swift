/// How the chain of denoising steps is walked.
public enum SamplerKind: String, Sendable, Codable, CaseIterable {
    /// Song et al., "Denoising Diffusion Implicit Models", ICLR 2021; any η.
    case ddim
    /// Ho et al., NeurIPS 2020, with the small posterior variance.
    case ddpm
    /// Euler's method on the probability flow (Karras et al., NeurIPS 2022, algorithm 2 without
    /// churn).
    case euler
    /// Euler's method towards less noise than the schedule's, and fresh noise in its place.
    case eulerAncestral = "euler_ancestral"
    /// Lu et al., "DPM-Solver++", 2022: the second-order multistep solver.
    case dpmSolver = "dpm++_2m"

    /// The only η that the sampler has; nil where it may be chosen.
    public var fixedEta: Double? {
        switch self {
        case .ddim: nil
        case .ddpm, .eulerAncestral: 1
        case .euler, .dpmSolver: 0
        }
    }

    /// Where a model folder does not say how to space the timesteps, as `diffusers` does.
    var usualSpacing: SchedulerConfiguration.Spacing {
        switch self {
        case .ddim, .ddpm: .leading
        case .euler, .eulerAncestral, .dpmSolver: .linspace
        }
    }
}
