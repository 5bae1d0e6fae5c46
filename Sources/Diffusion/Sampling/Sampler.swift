/// How the chain of denoising steps is walked.
public enum SamplerKind: String, Sendable, Codable, CaseIterable {
    /// Song et al., "Denoising Diffusion Implicit Models", ICLR 2021; any η.
    case ddim
    /// Ho et al., NeurIPS 2020, with the small posterior variance.
    case ddpm
}

/// The steps of a walk from noise to picture.
public struct Sampler: Sendable, Equatable {
    public let kind: SamplerKind
    public let eta: Double
    /// In the order of the walk, the noisiest first.
    public let steps: [StepCoefficients]
    public let prediction: SchedulerConfiguration.Prediction

    /// - Parameter eta: 0 is deterministic, 1 the variance of DDPM; DDPM takes no other than 1.
    /// - Throws: `ModelError` where the schedule has no such walk.
    public init(
        _ schedule: NoiseSchedule, kind: SamplerKind = .ddim, steps: Int, eta: Double
    ) throws {
        guard (0...1).contains(eta) else {
            throw ModelError("eta is \(eta); it must lie between 0 and 1.")
        }
        guard kind == .ddim || eta == 1 else {
            throw ModelError("The DDPM sampler has no eta; leave it at 1, or use ddim.")
        }
        self.kind = kind
        self.eta = eta
        prediction = schedule.configuration.prediction
        let stride = schedule.configuration.trainTimesteps / steps
        self.steps = try schedule.timesteps(steps: steps).map { timestep in
            let (current, previous) = (
                schedule.alpha(at: timestep), schedule.alpha(at: timestep - stride)
            )
            return switch kind {
            case .ddim: Self.ddim(timestep, current, previous, eta)
            case .ddpm: Self.ddpm(timestep, current, previous)
            }
        }
    }

    /// Equation 12 of the DDIM paper.
    private static func ddim(
        _ timestep: Int, _ current: Double, _ previous: Double, _ eta: Double
    ) -> StepCoefficients {
        let variance =
            eta * eta * (1 - previous) / (1 - current) * max(0, 1 - current / previous)
        return StepCoefficients(
            timestep: timestep, signal: current.squareRoot(), noise: (1 - current).squareRoot(),
            meanOriginal: previous.squareRoot(),
            meanNoise: max(0, 1 - previous - variance).squareRoot(), sigma: variance.squareRoot()
        )
    }

    /// Equation 7 of the DDPM paper, with x_t written as √ᾱ x̂0 + √(1−ᾱ) ε.
    private static func ddpm(
        _ timestep: Int, _ current: Double, _ previous: Double
    ) -> StepCoefficients {
        let alpha = current / previous
        let (beta, rest) = (1 - alpha, 1 - current)
        let ofOriginal = previous.squareRoot() * beta / rest
        let ofSample = alpha.squareRoot() * (1 - previous) / rest
        let variance = (1 - previous) / rest * beta
        return StepCoefficients(
            timestep: timestep, signal: current.squareRoot(), noise: rest.squareRoot(),
            meanOriginal: ofOriginal + ofSample * current.squareRoot(),
            meanNoise: ofSample * rest.squareRoot(), sigma: max(0, variance).squareRoot())
    }
}
