/// A sample while it is denoised.
public struct RolloutPreview: Sendable, Equatable {
    /// The sample's position in the rollout.
    public let sample: Int
    /// The prompt's place among the epoch's conditions.
    public let row: Int
    /// Denoising steps that are done, of `steps`.
    public let step: Int
    public let steps: Int
    /// The timestep that was last left.
    public let timestep: Int
    /// x̂0, C×H×W numbers in row-major order.
    public let predictedOriginal: [Float]
}
