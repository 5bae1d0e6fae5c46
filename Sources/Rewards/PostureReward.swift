public import Configuration
public import Tensors

/// How near an image is to the canonical posture:
/// −(|s_x−1| + |s_y−1| + |t_x| + |t_y| + |θ|), 0 at best.
public final class PostureReward: Reward {
    public let name = RewardKind.posture.rawValue
    public let feedback = RewardFeedback.absolute
    public let identity: String
    private let network: PostureNetwork

    public init(_ network: PostureNetwork) throws {
        self.network = network
        var fingerprint = Fingerprint()
        try fingerprint.combine(network)
        identity = fingerprint.text
    }

    public func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        try Self.score(posture: network.posture(images))
    }

    /// The scores [N] of ψ [N, 5].
    static func score(posture: Tensor) throws -> Tensor {
        let identity = try Tensor.of([Float(1), 1, 0, 0, 0]).to(posture.device)
        return try -(posture - identity).absolute().sum(1)
    }
}
