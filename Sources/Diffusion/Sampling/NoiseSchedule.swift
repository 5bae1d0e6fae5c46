internal import Foundation

/// How much of a picture is left at each timestep: ᾱ of "Denoising Diffusion Probabilistic
/// Models" (Ho et al., NeurIPS 2020), computed in double precision.
public struct NoiseSchedule: Sendable, Equatable {
    /// ᾱ per timestep, from 0.
    public let alphasCumulative: [Double]
    public let configuration: SchedulerConfiguration

    public init(_ configuration: SchedulerConfiguration) {
        self.configuration = configuration
        var product = 1.0
        var cumulative = Self.betas(configuration).map { beta in
            product *= 1 - beta
            return product
        }
        if configuration.rescalesToZeroTerminalSNR {
            cumulative = Self.rescaledToZeroTerminalSNR(cumulative)
        }
        alphasCumulative = cumulative
    }

    private static func betas(_ configuration: SchedulerConfiguration) -> [Double] {
        let count = configuration.trainTimesteps
        func spaced(_ start: Double, _ end: Double) -> [Double] {
            (0..<count).map { start + (end - start) * Double($0) / Double(max(1, count - 1)) }
        }
        switch configuration.betaSchedule {
        case .linear:
            return spaced(configuration.betaStart, configuration.betaEnd)
        case .scaledLinear:
            return spaced(
                configuration.betaStart.squareRoot(), configuration.betaEnd.squareRoot()
            ).map { $0 * $0 }
        case .squaredCosine:
            func level(_ time: Double) -> Double {
                pow(cos((time + 0.008) / 1.008 * .pi / 2), 2)
            }
            return (0..<count).map { index in
                let (from, to) = (Double(index) / Double(count), Double(index + 1) / Double(count))
                return min(1 - level(to) / level(from), 0.999)
            }
        }
    }

    /// Algorithm 1 of Lin et al., "Common Diffusion Noise Schedules and Sample Steps are Flawed"
    /// (2023): shifts and scales √ᾱ so that nothing is left at the last timestep.
    private static func rescaledToZeroTerminalSNR(_ cumulative: [Double]) -> [Double] {
        let roots = cumulative.map { $0.squareRoot() }
        guard let first = roots.first, let last = roots.last, first > last else {
            return cumulative
        }
        return roots.map { root in
            let shifted = (root - last) * first / (first - last)
            return shifted * shifted
        }
    }

    /// ᾱ at a timestep; before the first, what the configuration says comes after the last step.
    public func alpha(at timestep: Int) -> Double {
        if timestep >= 0 { return alphasCumulative[timestep] }
        return configuration.setsLastAlphaToOne ? 1 : alphasCumulative[0]
    }

    /// The timesteps that a walk of `steps` steps visits, the noisiest first, as `diffusers`
    /// spaces them.
    ///
    /// - Throws: `ModelError` where there are more steps than timesteps.
    public func timesteps(steps: Int) throws -> [Int] {
        let total = configuration.trainTimesteps
        guard steps >= 1, steps <= total else {
            throw ModelError(
                "\(steps) denoising steps do not fit a schedule of \(total) timesteps; choose "
                    + "1 to \(total).")
        }
        switch configuration.spacing ?? .leading {
        case .leading:
            let stride = total / steps
            return (0..<steps).reversed().map {
                min($0 * stride + configuration.stepsOffset, total - 1)
            }
        case .trailing:
            let stride = Double(total) / Double(steps)
            return (0..<steps).map {
                Int((Double(total) - Double($0) * stride).rounded(.toNearestOrEven)) - 1
            }
        case .linspace:
            let last = Double(total - 1)
            return (0..<steps).reversed().map {
                Int((last * Double($0) / Double(max(1, steps - 1))).rounded(.toNearestOrEven))
            }
        }
    }
}
