/// The policy's cross-attention at a step of a stored trajectory.
public struct AttentionMaps: Sendable, Codable, Equatable {
    public var request: AttentionRequest
    /// Epochs that the policy that was asked had been trained for.
    public var trainedEpochs: Int
    /// The words of the prompt in order, then the adaptive condition embeddings; markers, signs
    /// and padding have the rest of the weight.
    public var maps: [AttentionMap]

    public init(request: AttentionRequest, trainedEpochs: Int, maps: [AttentionMap]) {
        self.request = request
        self.trainedEpochs = trainedEpochs
        self.maps = maps
    }
}
