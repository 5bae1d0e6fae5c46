internal import Configuration
internal import Diffusion
internal import Networks
internal import RLCF
internal import Rewards
internal import Safetensors
internal import Tensors
internal import Workbench

/// Looks into the steps of a stored trajectory one at a time: decodes x̂0, lets every reward score
/// it, and asks the anchor how likely the step is.
final class ExaminationJob {
    let request: ExamineRequest
    private let trainer: Trainer
    /// [steps + 1, C, H, W].
    private let latents: Tensor
    /// [steps, C, H, W].
    private let originals: Tensor
    private let prompt: [ScoredPrompt]
    private let conditions: Conditions?
    private var remaining: ArraySlice<Int>

    init(_ request: ExamineRequest, trainer: Trainer, folder: String) throws {
        self.request = request
        self.trainer = trainer
        let file = try SafetensorsFile(path: "\(folder)/\(request.trajectory)")
        latents = try Tensor.mapped("latents", in: file)
        originals = try Tensor.mapped("predicted_originals", in: file)
        let timesteps = try file.integers(of: "timesteps")
        let count = timesteps.count
        guard request.steps.allSatisfy({ (0..<count).contains($0) }) else {
            throw EngineError("\(request.trajectory) has \(count) steps.")
        }
        prompt = PromptList.scored([request.prompt])
        // Steps of another walk say nothing about this run's policy and anchor.
        let isOfThisRun = timesteps == trainer.sampler.steps.map(\.timestep)
        conditions =
            request.asksAnchor && isOfThisRun
            ? try trainer.model.conditions(
                [request.prompt], guidance: trainer.configuration.rollout.guidance) : nil
        remaining = request.steps[...]
    }

    /// The next step's examination; nil after the last.
    func advance() throws -> StepExamination? {
        guard let step = remaining.popFirst() else { return nil }
        return StepExamination(
            trajectory: request.trajectory, step: step, scores: try scores(at: step),
            anchorLogProbability: try anchorLogProbability(at: step))
    }

    var isFinished: Bool { remaining.isEmpty }

    private func scores(at step: Int) throws -> [String: Double] {
        let image = try trainer.model.decode(latent(of: originals, at: step))
        let pairs = try trainer.countedRewards.map { reward in
            (
                reward.name,
                try reward.scores(image, prompts: prompt, microBatch: 1).item()
            )
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func anchorLogProbability(at step: Int) throws -> Double? {
        guard let conditions else { return nil }
        let value = try trainer.anchorLogProbability(
            of: latent(of: latents, at: step + 1), from: latent(of: latents, at: step),
            step: step, conditions: conditions)
        return value.isNaN ? nil : value
    }

    private func latent(of tensor: Tensor, at index: Int) throws -> Tensor {
        try tensor.at(index).unsqueezed(0).to(trainer.model.unet.store.dtype)
            .to(trainer.model.device)
    }
}
