/// One image to be made: from which prompt, and with which noise.
public struct RolloutSample: Sendable, Equatable {
    /// Position in the rollout, from 0.
    public let index: Int
    /// The prompt's place among the conditions.
    public let row: Int
    /// Of the initial noise and of the noise of every step: the image can be made again from it.
    public let seed: UInt64

    public init(index: Int, row: Int, seed: UInt64) {
        self.index = index
        self.row = row
        self.seed = seed
    }
}
