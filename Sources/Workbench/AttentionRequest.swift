/// A step of a stored trajectory at which the words' attention is asked for.
public struct AttentionRequest: Sendable, Codable, Equatable, Hashable {
    /// Path of the trajectory file, relative to the run folder.
    public var trajectory: String
    /// What the trajectory was made from.
    public var prompt: String
    /// 0 is the first denoising step.
    public var step: Int

    public init(trajectory: String, prompt: String, step: Int) {
        self.trajectory = trajectory
        self.prompt = prompt
        self.step = step
    }
}
