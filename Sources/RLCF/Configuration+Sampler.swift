public import Configuration
public import Diffusion

extension Configuration.Rollout {
    /// The sampler that these settings describe.
    public func makeSampler(_ schedule: NoiseSchedule) throws -> Diffusion.Sampler {
        let kind: SamplerKind =
            switch sampler {
            case .ddim: .ddim
            case .ddpm: .ddpm
            case .eulerAncestral: .eulerAncestral
            }
        return try Diffusion.Sampler(schedule, kind: kind, steps: steps, eta: eta)
    }
}
