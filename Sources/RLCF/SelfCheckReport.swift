/// All checks, and what was measured per timestep.
public struct SelfCheckReport: Sendable, Equatable, Codable {
    /// One denoising step of the schedule in use.
    public struct Timestep: Sendable, Equatable, Codable {
        public let timestep: Int
        /// The step's standard deviation; 0 steps are left out of the loss.
        public let sigma: Double
        /// |∂μ/∂ prediction| / σ: where it is large, the ratio follows every change of the
        /// network. Infinite where σ is 0, written as nothing.
        public let sensitivity: Double?
        /// The largest |log p_new − log p_old| with unchanged weights; nil where σ is 0.
        public let floor: Double?
    }

    public let results: [CheckResult]
    public let timesteps: [Timestep]
    /// That would move the log-probability by about half the clip range in one optimiser step;
    /// nil where it could not be measured.
    public let proposedLearningRate: Double?
    /// What an epoch would take without the anchor's images, by the times of the check's own
    /// rollout and update.
    public let epochSeconds: Double

    public var passed: Bool { results.allSatisfy(\.passed) }
}
