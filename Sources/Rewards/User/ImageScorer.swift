internal import Tensors

/// What a user's reward asks for scores.
protocol ImageScorer: AnyObject {
    /// Differs between scorers that may say something else of the same image.
    var identity: String { get }

    /// One number for each of images [N, 1, H, W] in 0…1.
    ///
    /// - Throws: `RewardFailure.Reason`, `RewardInterruption` or what tensors throw.
    func score(
        _ images: Tensor, prompts: [ScoredPrompt], surroundings: RewardSurroundings
    ) throws -> Tensor
}
