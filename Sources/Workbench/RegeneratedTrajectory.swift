/// A sample of training that was made again.
public struct RegeneratedTrajectory: Sendable, Codable, Equatable {
    public var request: RegenerateRequest
    /// Path of the trajectory file, relative to the run folder; the oldest ones go.
    public var trajectory: String
    /// Epochs that the policy had been trained for.
    public var trainedEpochs: Int

    public init(request: RegenerateRequest, trajectory: String, trainedEpochs: Int) {
        self.request = request
        self.trajectory = trajectory
        self.trainedEpochs = trainedEpochs
    }
}
