internal import Foundation

/// A walk down the noise levels σ = √((1−ᾱ)/ᾱ), which samplers on the probability flow take.
///
/// Their papers and `diffusers` walk latents scaled by 1/√ᾱ; here, as everywhere in this module,
/// latents have the scale of training, so that the network is given them as they are.
struct NoiseLevels {
    /// Of each step; between the schedule's where a walk interpolates.
    private let timesteps: [Double]
    /// σ at each step's timestep.
    private let sigmas: [Double]
    /// What noise is multiplied by before the first step.
    let initialScale: Double

    /// The walk of `diffusers`' Euler samplers.
    init(eulerWalk schedule: NoiseSchedule, steps: Int) throws {
        let configuration = schedule.configuration
        let spacing = configuration.spacing ?? SamplerKind.euler.usualSpacing
        let last = Double(configuration.trainTimesteps - 1)
        let timesteps: [Double]
        switch spacing {
        case .linspace:
            _ = try schedule.timesteps(steps: steps)
            timesteps = (0..<steps).reversed().map { last * Double($0) / Double(max(1, steps - 1)) }
        case .leading, .trailing:
            timesteps = try schedule.timesteps(steps: steps).map(Double.init)
        }
        self.init(schedule, timesteps)
    }

    /// The walk of `diffusers`' DPM solvers.
    init(solverWalk schedule: NoiseSchedule, steps: Int) throws {
        let configuration = schedule.configuration
        let total = configuration.trainTimesteps
        let timesteps: [Int]
        switch configuration.spacing ?? SamplerKind.dpmSolver.usualSpacing {
        case .trailing:
            timesteps = try schedule.timesteps(steps: steps)
        case .linspace:
            _ = try schedule.timesteps(steps: steps)
            timesteps = (1...steps).reversed().map {
                Int((Double(total - 1) * Double($0) / Double(steps)).rounded(.toNearestOrEven))
            }
        case .leading:
            _ = try schedule.timesteps(steps: steps)
            let stride = total / (steps + 1)
            timesteps = (1...steps).reversed().map {
                min($0 * stride + configuration.stepsOffset, total - 1)
            }
        }
        self.init(schedule, timesteps.map(Double.init))
    }

    private init(_ schedule: NoiseSchedule, _ timesteps: [Double]) {
        let levels = schedule.alphasCumulative.map { alpha in
            // What `diffusers` takes for the zero of a zero terminal SNR.
            let alpha = max(alpha, 0x1p-24)
            return ((1 - alpha) / alpha).squareRoot()
        }
        func level(at timestep: Double) -> Double {
            let index = min(Int(timestep), levels.count - 1)
            let next = min(index + 1, levels.count - 1)
            return levels[index] + (levels[next] - levels[index]) * (timestep - Double(index))
        }
        self.timesteps = timesteps
        sigmas = timesteps.map(level)
        let largest = sigmas.max() ?? 0
        // The pure noise of training, or the share of it that is left at the first timestep.
        let isShare = schedule.configuration.spacing != .leading
        initialScale = isShare ? largest / (largest * largest + 1).squareRoot() : 1
    }

    /// √ᾱ of a noise level.
    private static func signal(_ sigma: Double) -> Double {
        1 / (sigma * sigma + 1).squareRoot()
    }

    private func level(after index: Int) -> Double {
        index + 1 < sigmas.count ? sigmas[index + 1] : 0
    }

    private func step(
        _ index: Int, meanOriginal: Double, meanNoise: Double, meanChange: Double = 0,
        sigma: Double = 0
    ) -> StepCoefficients {
        let signal = Self.signal(sigmas[index])
        return StepCoefficients(
            timestep: timesteps[index], signal: signal, noise: sigmas[index] * signal,
            meanOriginal: meanOriginal, meanNoise: meanNoise, meanChange: meanChange,
            sigma: sigma)
    }

    /// Straight on to the next noise level: x̂0 + σ' ε.
    func deterministicSteps() -> [StepCoefficients] {
        sigmas.indices.map { index in
            let next = level(after: index)
            let signal = Self.signal(next)
            return step(index, meanOriginal: signal, meanNoise: next * signal)
        }
    }

    /// To a lower noise level, and up to the next by fresh noise:
    /// σ_up² = σ'² (σ² − σ'²) / σ², σ_down² = σ'² − σ_up².
    func ancestralSteps() -> [StepCoefficients] {
        sigmas.indices.map { index in
            let (current, next) = (sigmas[index], level(after: index))
            let signal = Self.signal(next)
            let up = next * max(0, 1 - next * next / (current * current)).squareRoot()
            let down = max(0, next * next - up * up).squareRoot()
            return step(
                index, meanOriginal: signal, meanNoise: down * signal, sigma: up * signal)
        }
    }

    /// Equation 9 of the DPM-Solver++ paper with λ = −log σ; the first and the last step are of
    /// first order.
    func multistepSteps() -> [StepCoefficients] {
        sigmas.indices.map { index in
            let (current, next) = (sigmas[index], level(after: index))
            let signal = Self.signal(next)
            var change = 0.0
            if index > 0, next > 0 {
                let ratio = log(sigmas[index - 1] / current) / log(current / next)
                change = signal * (1 - next / current) / (2 * ratio)
            }
            return step(
                index, meanOriginal: signal, meanNoise: next * signal, meanChange: change)
        }
    }
}
