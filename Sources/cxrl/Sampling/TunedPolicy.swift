import Configuration
import Diffusion
import Networks
import RLCF
import Runs
import Tensors
import Workbench

/// The policy of a run's checkpoint.
enum TunedPolicy {
    /// - Parameters:
    ///   - model: the run's; its UNet becomes the policy's.
    ///   - epoch: of the checkpoint; the last where nil.
    /// - Throws: `RLCFError` where the run has no checkpoint, or one of other settings.
    static func load(
        _ run: RunFolder, _ configuration: Configuration, model: DiffusionModel,
        epoch: Int? = nil
    ) throws -> Policy {
        let checkpoints = try RunReader(run).history.checkpoints()
        guard let last = checkpoints.max(by: { $0.epoch < $1.epoch }) else {
            throw RLCFError(
                "\(run.path) has no checkpoint yet: wait for its first epoch, or add --anchor.")
        }
        guard let chosen = epoch.map({ epoch in checkpoints.first { $0.epoch == epoch } }) ?? last
        else {
            let kept = checkpoints.map { String($0.epoch) }.joined(separator: ", ")
            throw RLCFError("\(run.path) has no checkpoint of that epoch: it keeps \(kept).")
        }
        let folder = run.absolute(chosen.path)
        let tokens = configuration.ace.tokens
        let embeddings =
            tokens > 0 ? try AdaptiveConditionEmbeddings(tokens: tokens, model: model) : nil
        let policy = try Policy(
            unet: model.unet, adapter: configuration.adapter, embeddings: embeddings,
            generator: RandomGenerator(seed: configuration.run.seed))
        try policy.read(fromCheckpoint: folder)
        return policy
    }
}

extension Policy {
    /// Takes the weights and embeddings of a trainer's checkpoint folder.
    fileprivate func read(fromCheckpoint folder: String) throws {
        let path = folder + "/policy.safetensors"
        let source = try CheckpointFile(path: path)
        for parameter in weights {
            guard let saved = try source.tensor(parameter.path),
                saved.shape == parameter.value.shape
            else {
                throw RLCFError(
                    "\(path) has no '\(parameter.path)' of shape \(parameter.value.shape): it is "
                        + "the checkpoint of another model.")
            }
            try parameter.value.assign(saved)
        }
        try embeddings?.read(from: folder + "/ace.safetensors")
    }
}
