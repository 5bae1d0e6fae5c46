/// Steps of a stored trajectory that are to be looked into.
public struct ExamineRequest: Sendable, Codable, Equatable {
    /// Path of the trajectory file, relative to the run folder.
    public var trajectory: String
    /// What the trajectory was made from.
    public var prompt: String
    /// In the order in which they are wanted; 0 is the first denoising step.
    public var steps: [Int]
    /// Whether the anchor is asked how likely it finds each step.
    public var asksAnchor: Bool

    public init(trajectory: String, prompt: String, steps: [Int], asksAnchor: Bool) {
        self.trajectory = trajectory
        self.prompt = prompt
        self.steps = steps
        self.asksAnchor = asksAnchor
    }
}
