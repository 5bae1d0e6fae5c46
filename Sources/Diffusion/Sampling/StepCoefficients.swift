/// One denoising step as numbers: a Gaussian whose mean is linear in x̂0 and in the noise.
///
///     x̂0 = (x − √(1−ᾱ) ε) / √ᾱ      mean = meanOriginal · x̂0 + meanNoise · ε
///
/// Samplers with a memory add `meanChange` times what x̂0 has changed by since the step before.
public struct StepCoefficients: Sendable, Equatable {
    /// The nearest timestep of the schedule.
    public let timestep: Int
    /// What the network is told, which lies between timesteps where a sampler interpolates.
    public let networkTimestep: Double
    /// √ᾱ at the timestep.
    public let signal: Double
    /// √(1−ᾱ) at the timestep.
    public let noise: Double
    public let meanOriginal: Double
    public let meanNoise: Double
    /// 0 for samplers without a memory, and in the first step of others.
    public let meanChange: Double
    /// The standard deviation of the step; 0 where it is deterministic.
    public let sigma: Double

    init(
        timestep: Double, signal: Double, noise: Double, meanOriginal: Double, meanNoise: Double,
        meanChange: Double = 0, sigma: Double
    ) {
        self.timestep = Int(timestep.rounded())
        networkTimestep = timestep
        self.signal = signal
        self.noise = noise
        self.meanOriginal = meanOriginal
        self.meanNoise = meanNoise
        self.meanChange = meanChange
        self.sigma = sigma
    }

    /// |∂ mean / ∂ prediction| / σ: how far the step's mean moves, in its own deviations, when the
    /// network's prediction, of this kind, moves by one. Infinite where the step is deterministic.
    public func sensitivity(to prediction: SchedulerConfiguration.Prediction) -> Double {
        guard sigma > 0 else { return .infinity }
        return switch prediction {
        case .noise: abs(meanNoise - meanOriginal * noise / signal) / sigma
        case .velocity: abs(meanNoise * signal - meanOriginal * noise) / sigma
        }
    }
}
