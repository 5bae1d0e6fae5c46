/// One denoising step as numbers: a Gaussian whose mean is linear in x̂0 and in the noise.
///
///     x̂0 = (x − √(1−ᾱ) ε) / √ᾱ      mean = meanOriginal · x̂0 + meanNoise · ε
public struct StepCoefficients: Sendable, Equatable {
    public let timestep: Int
    /// √ᾱ at the timestep.
    public let signal: Double
    /// √(1−ᾱ) at the timestep.
    public let noise: Double
    public let meanOriginal: Double
    public let meanNoise: Double
    /// The standard deviation of the step; 0 where it is deterministic.
    public let sigma: Double

    /// |∂ mean / ∂ ε| / σ: how far the step's mean moves, in its own deviations, when the
    /// network's noise prediction moves by one.
    public var sensitivity: Double {
        guard sigma > 0 else { return .infinity }
        return abs(meanNoise - meanOriginal * noise / signal) / sigma
    }
}
