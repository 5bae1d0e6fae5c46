/// A sample of training to be made again, from the same prompt and the same noise.
public struct RegenerateRequest: Sendable, Codable, Equatable, Hashable {
    /// Of the sample.
    public var epoch: Int
    /// The sample's position in its rollout, from 0.
    public var index: Int
    public var prompt: String
    public var seed: UInt64
    public var branch: ModelBranch

    public init(epoch: Int, index: Int, prompt: String, seed: UInt64, branch: ModelBranch) {
        self.epoch = epoch
        self.index = index
        self.prompt = prompt
        self.seed = seed
        self.branch = branch
    }
}
