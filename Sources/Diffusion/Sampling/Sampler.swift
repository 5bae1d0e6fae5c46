/// The steps of a walk from noise to picture.
public struct Sampler: Sendable, Equatable {
    public let kind: SamplerKind
    public let eta: Double
    /// In the order of the walk, the noisiest first.
    public let steps: [StepCoefficients]
    public let prediction: SchedulerConfiguration.Prediction
    /// What standard normal noise is multiplied by before the first step.
    public let initialScale: Double

    /// - Parameter eta: 0 is deterministic, 1 the variance of DDPM; only DDIM has a choice.
    /// - Throws: `ModelError` where the schedule has no such walk.
    public init(
        _ schedule: NoiseSchedule, kind: SamplerKind = .ddim, steps: Int, eta: Double
    ) throws {
        guard (0...1).contains(eta) else {
            throw ModelError("eta is \(eta); it must lie between 0 and 1.")
        }
        if let fixed = kind.fixedEta, eta != fixed {
            throw ModelError(
                "The sampler \(kind.rawValue) has no eta; leave it at \(Int(fixed)), or use ddim.")
        }
        self.kind = kind
        self.eta = eta
        prediction = schedule.configuration.prediction
        switch kind {
        case .ddim, .ddpm:
            self.steps = try Self.discreteSteps(schedule, kind, steps: steps, eta: eta)
            initialScale = 1
        case .euler, .eulerAncestral:
            let walk = try NoiseLevels(eulerWalk: schedule, steps: steps)
            self.steps =
                kind == .euler ? walk.deterministicSteps() : walk.ancestralSteps()
            initialScale = walk.initialScale
        case .dpmSolver:
            self.steps = try NoiseLevels(solverWalk: schedule, steps: steps).multistepSteps()
            initialScale = 1
        }
        guard prediction == .velocity || self.steps.allSatisfy({ $0.signal > 0 }) else {
            throw ModelError(
                "Nothing of the picture is left at timestep \(self.steps[0].timestep), and a "
                    + "noise prediction says nothing there; with rescale_betas_zero_snr, the UNet "
                    + "must predict velocities, or the timestep_spacing be 'leading'.")
        }
    }

    /// Steps that are drawn from a distribution, and so have a log-probability.
    public var randomSteps: Int { steps.count { $0.sigma > 0 } }

    private static func discreteSteps(
        _ schedule: NoiseSchedule, _ kind: SamplerKind, steps: Int, eta: Double
    ) throws -> [StepCoefficients] {
        let timesteps = try schedule.timesteps(steps: steps)
        let stride = schedule.configuration.trainTimesteps / steps
        return timesteps.enumerated().map { index, timestep in
            let current = schedule.alpha(at: timestep)
            if kind == .ddim {
                return ddim(timestep, current, schedule.alpha(at: timestep - stride), eta)
            }
            // The whole of the picture comes after the last step, as in `diffusers`.
            let isLast = index == timesteps.count - 1
            return ddpm(timestep, current, isLast ? 1 : schedule.alpha(at: timesteps[index + 1]))
        }
    }

    /// Equation 12 of the DDIM paper.
    private static func ddim(
        _ timestep: Int, _ current: Double, _ previous: Double, _ eta: Double
    ) -> StepCoefficients {
        let variance =
            eta * eta * (1 - previous) / (1 - current) * max(0, 1 - current / previous)
        return StepCoefficients(
            timestep: Double(timestep), signal: current.squareRoot(),
            noise: (1 - current).squareRoot(), meanOriginal: previous.squareRoot(),
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
            timestep: Double(timestep), signal: current.squareRoot(), noise: rest.squareRoot(),
            meanOriginal: ofOriginal + ofSample * current.squareRoot(),
            meanNoise: ofSample * rest.squareRoot(), sigma: max(0, variance).squareRoot())
    }
}
