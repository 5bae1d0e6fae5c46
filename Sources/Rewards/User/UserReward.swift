public import Configuration
public import Tensors

/// A reward that a user brought: a program, or a TorchScript file.
public final class UserReward: Reward {
    public let name: String
    public let label: String
    public let feedback: RewardFeedback
    public let identity: String
    public var surroundings = RewardSurroundings()
    private let scorer: any ImageScorer
    private let isNegated: Bool

    init(
        _ name: String, _ settings: Configuration.UserReward, scorer: any ImageScorer
    ) {
        self.name = name
        isNegated = settings.direction == .lower
        let plain = settings.label.isEmpty ? name : settings.label
        label = isNegated ? "−" + plain : plain
        feedback = settings.feedback
        self.scorer = scorer
        var fingerprint = Fingerprint()
        fingerprint.combine(settings.direction.rawValue)
        fingerprint.combine(scorer.identity)
        identity = fingerprint.text
    }

    /// - Throws: `RewardFailure`, after which the same batch may be asked for again, or
    ///   `RewardInterruption`.
    public func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        do {
            let scores = try scorer.score(images, prompts: prompts, surroundings: surroundings)
                .to(.float32).to(.cpu)
            guard scores.shape == [images.size(0)] else {
                throw FailureReason(
                    "it gave scores of shape \(scores.shape) for \(images.size(0)) images; one "
                        + "number for each is wanted")
            }
            guard try scores.floats().allSatisfy(\.isFinite) else {
                throw FailureReason("it gave a score that is not a finite number")
            }
            return isNegated ? try -scores : scores
        } catch let reason as FailureReason {
            throw RewardFailure(reward: name, reason: reason.text)
        } catch let error as TensorError {
            throw RewardFailure(reward: name, reason: "\(error)")
        }
    }
}
