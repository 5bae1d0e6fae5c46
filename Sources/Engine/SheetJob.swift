internal import Diffusion
internal import Images
internal import RLCF
internal import Rewards
internal import Tensors
internal import Workbench

/// Draws a sheet of variations, one denoising step at a time in the gaps of training.
final class SheetJob {
    let request: SheetRequest
    private let trainer: Trainer
    /// The pictures that are still to be drawn, the one at work first.
    private var remaining: ArraySlice<(prompt: Int, branch: ModelBranch)>
    private var denoising: Denoising?

    init(_ request: SheetRequest, trainer: Trainer) {
        self.request = request
        self.trainer = trainer
        remaining =
            request.prompts.indices.flatMap { prompt in
                request.branches.map { (prompt, $0) }
            }[...]
    }

    var isFinished: Bool { remaining.isEmpty }

    /// Denoising steps that are done of the picture at work.
    var steps: Int { denoising?.completed ?? 0 }

    /// One denoising step, and what follows the last one of a picture.
    func advance() throws -> SheetPicture? {
        guard let (prompt, branch) = remaining.first else { return nil }
        let text = request.prompts[prompt]
        let denoising =
            try self.denoising
            ?? trainer.denoising(text, seed: request.seed, branch: Trainer.Branch(branch))
        self.denoising = denoising
        _ = try denoising.next()
        guard denoising.completed == trainer.sampler.steps.count else { return nil }
        let image = try trainer.model.decode(denoising.latents)
        let scores = try trainer.countedRewards.map { reward in
            (
                reward.name,
                try reward.scores(image, prompts: PromptList.scored([text]), microBatch: 1)
                    .item()
            )
        }
        remaining.removeFirst()
        self.denoising = nil
        return SheetPicture(
            id: request.id, prompt: prompt, branch: branch,
            picture: try GreyPicture.pictures(image)[0],
            scores: Dictionary(scores) { first, _ in first })
    }
}
