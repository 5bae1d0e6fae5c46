internal import Diffusion
internal import Images
internal import RLCF
internal import Rewards
internal import Tensors
internal import Workbench

/// A prompt that a person asked for, denoised by policy and anchor from the same seed, one step at
/// a time in the gaps of training.
final class SampleJob {
    let request: SampleRequest
    private let trainer: Trainer
    private let painter: ProgressPainter?
    private let policy: Denoising
    private let anchor: Denoising
    private var lastPolicy: Denoising.Step?
    private var lastAnchor: Denoising.Step?

    init(_ request: SampleRequest, trainer: Trainer, painter: ProgressPainter?) throws {
        self.request = request
        self.trainer = trainer
        self.painter = painter
        policy = try trainer.denoising(request.prompt, seed: request.seed, branch: .policy)
        anchor = try trainer.denoising(request.prompt, seed: request.seed, branch: .anchor)
    }

    /// One denoising step of both.
    ///
    /// - Returns: the result after the last.
    func advance() throws -> SampleResult? {
        lastPolicy = try policy.next() ?? lastPolicy
        lastAnchor = try anchor.next() ?? lastAnchor
        guard policy.completed == trainer.sampler.steps.count else { return nil }
        return try result()
    }

    /// How far it is, with pictures in progress.
    func progress() throws -> PictureInProgress? {
        guard let painter, let lastPolicy, let lastAnchor else { return nil }
        return PictureInProgress(
            id: request.id, prompt: request.prompt, step: policy.completed,
            steps: trainer.sampler.steps.count, timestep: lastPolicy.coefficients.timestep,
            policy: try painter.picture(of: lastPolicy.predictedOriginal),
            anchor: try painter.picture(of: lastAnchor.predictedOriginal))
    }

    private func result() throws -> SampleResult {
        let images = try [policy, anchor].map { try trainer.model.decode($0.latents) }
        let prompt = PromptList.scored([request.prompt])
        var scores: [[String: Double]] = [[:], [:]]
        for reward in trainer.countedRewards {
            for (index, image) in images.enumerated() {
                scores[index][reward.name] = try reward.scores(
                    image, prompts: prompt, microBatch: 1
                ).item()
            }
        }
        return SampleResult(
            id: request.id, prompt: request.prompt, seed: request.seed,
            policy: try GreyPicture.pictures(images[0])[0],
            anchor: try GreyPicture.pictures(images[1])[0], policyScores: scores[0],
            anchorScores: scores[1])
    }
}
