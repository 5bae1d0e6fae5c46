internal import Diffusion
internal import Foundation
internal import RLCF
internal import Runs
internal import Tensors
internal import Workbench

/// Makes a sample of training again from its prompt and its noise, one denoising step at a time.
final class RegenerationJob {
    let request: RegenerateRequest
    private let trainedEpochs: Int
    private let denoising: Denoising
    private let initial: Tensor
    private var steps: [Denoising.Step] = []

    init(_ request: RegenerateRequest, trainer: Trainer) throws {
        self.request = request
        trainedEpochs = trainer.epoch
        denoising = try trainer.denoising(
            request.prompt, seed: request.seed, branch: Trainer.Branch(request.branch))
        initial = denoising.latents
    }

    var completed: Int { denoising.completed }

    /// One denoising step.
    ///
    /// - Returns: the trajectory after the last.
    func advance() throws -> Trajectory? {
        if let step = try denoising.next() { steps.append(step) }
        guard denoising.completed == denoising.sampler.steps.count else { return nil }
        return try Trajectory(initial: initial, steps: steps, sample: 0)
    }

    /// Where the trajectory goes.
    var result: RegeneratedTrajectory {
        RegeneratedTrajectory(
            request: request,
            trajectory: RunFolder.regenerated(
                epoch: request.epoch, index: request.index, by: request.branch.rawValue,
                trained: trainedEpochs),
            trainedEpochs: trainedEpochs)
    }
}

extension Trainer.Branch {
    init(_ branch: ModelBranch) {
        switch branch {
        case .policy: self = .policy
        case .anchor: self = .anchor
        case .policyWithoutEmbeddings: self = .policyWithoutEmbeddings
        }
    }
}
