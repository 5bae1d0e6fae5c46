internal import Networks
internal import Safetensors
public import Tensors

/// The denoising of one sample, step by step.
public struct Trajectory {
    /// [steps + 1, C, H, W]: the initial noise, then what each step handed on.
    public var latents: Tensor
    /// x̂0, [steps, C, H, W].
    public var predictedOriginals: Tensor
    public var timesteps: [Int]
    /// NaN where the step is deterministic.
    public var logProbabilities: [Float]
    /// σ of each step.
    public var sigmas: [Float]

    public init(
        latents: Tensor, predictedOriginals: Tensor, timesteps: [Int],
        logProbabilities: [Float], sigmas: [Float]
    ) {
        self.latents = latents
        self.predictedOriginals = predictedOriginals
        self.timesteps = timesteps
        self.logProbabilities = logProbabilities
        self.sigmas = sigmas
    }

    /// The trajectory of one sample of a batch that was walked.
    public init(initial: Tensor, steps: [Denoising.Step], sample: Int) throws {
        self.init(
            latents: try .stacked(
                [initial.at(sample)] + steps.map { try $0.latents.at(sample) }),
            predictedOriginals: try .stacked(
                steps.map { try $0.predictedOriginal.at(sample) }),
            timesteps: steps.map(\.coefficients.timestep),
            logProbabilities: try steps.map {
                Float(try $0.logProbabilities.at(sample).item())
            },
            sigmas: steps.map { Float($0.coefficients.sigma) })
    }

    /// Writes `latents`, `predicted_originals`, `timesteps`, `log_probabilities` and `sigmas`,
    /// replacing the file whole.
    ///
    /// - Parameters:
    ///   - dtype: of the latents; half precision is enough to look at, but the log-probability of
    ///     a step can only be found again from exact ones.
    ///   - originalsDType: of x̂0; as the latents where nil.
    public func write(
        to path: String, dtype: DType = .float32, originalsDType: DType? = nil
    ) throws {
        try SafetensorsWriter.write(
            [
                latents.bytes(named: "latents", as: dtype),
                predictedOriginals.bytes(
                    named: "predicted_originals", as: originalsDType ?? dtype),
                TensorBytes(
                    name: "timesteps", shape: [timesteps.count], integers: timesteps),
                TensorBytes(
                    name: "log_probabilities", shape: [logProbabilities.count],
                    floats: logProbabilities),
                TensorBytes(name: "sigmas", shape: [sigmas.count], floats: sigmas),
            ], to: path)
    }
}
