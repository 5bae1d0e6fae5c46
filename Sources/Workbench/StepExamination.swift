/// What was found at one step of a stored trajectory.
public struct StepExamination: Sendable, Codable, Equatable {
    /// Path of the trajectory file, relative to the run folder.
    public var trajectory: String
    /// 0 is the first denoising step.
    public var step: Int
    /// What each reward says of the decoded x̂0, unscaled, by reward name.
    public var scores: [String: Double]
    /// The step's log-probability under the anchor, as the mean over the latent dimensions; nil
    /// where the anchor was not asked and where the step is deterministic.
    public var anchorLogProbability: Double?

    public init(
        trajectory: String, step: Int, scores: [String: Double], anchorLogProbability: Double?
    ) {
        self.trajectory = trajectory
        self.step = step
        self.scores = scores
        self.anchorLogProbability = anchorLogProbability
    }
}
