/// Where a run's first weights come from.
public struct RunBranch: Sendable, Equatable, Codable {
    /// The other run's folder, absolute.
    public var run: String
    /// Epochs that were finished when its checkpoint was written.
    public var epoch: Int

    public init(run: String, epoch: Int) {
        self.run = run
        self.epoch = epoch
    }
}
