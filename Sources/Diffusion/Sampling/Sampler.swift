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
        let timesteps = try schedule.timesteps(steps: steps)
        let stride = schedule.configuration.trainTimesteps / steps
        self.steps = timesteps.enumerated().map { index, timestep in
            let current = schedule.alpha(at: timestep)
            switch kind {
            case .ddim:
                return Self.ddim(timestep, current, schedule.alpha(at: timestep - stride), eta)
            case .ddpm:
                // The whole of the picture comes after the last step, as in `diffusers`.
                let isLast = index == timesteps.count - 1
                let previous = isLast ? 1 : schedule.alpha(at: timesteps[index + 1])
                return Self.ddpm(timestep, current, previous)
            }
        }
        guard prediction == .velocity || self.steps.allSatisfy({ $0.signal > 0 }) else {
            throw ModelError(
                "Nothing of the picture is left at timestep \(timesteps[0]), and a noise "
                    + "prediction says nothing there; with rescale_betas_zero_snr, the UNet must "
                    + "predict velocities, or the timestep_spacing be 'leading'.")
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
