import Configuration
import Rewards
import Tensors

/// The standard deviation of a picture: a reward that costs nothing, for measurements on models
/// that have no reward networks.
final class ContrastReward: Reward {
    let name = "posture"
    let feedback = RewardFeedback.absolute
    let identity = "contrast"

    func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        try images.flattened(from: 1).variance(1).squareRoot()
    }
}
