internal import Configuration
internal import Foundation
internal import Networks
internal import Rewards
internal import Safetensors
internal import Tensors

extension Trainer {
    /// Writes a checkpoint from which training goes on exactly: whole, or not at all.
    ///
    /// Before an epoch's rollout is judged, this is the checkpoint of the epoch before: a resumed
    /// run repeats the draws.
    ///
    /// - Throws: `RLCFError` afterwards, in the middle of the update.
    public func saveCheckpoint(to folder: String) throws {
        guard canSaveCheckpoint else {
            throw RLCFError(
                "A checkpoint cannot be written in the middle of an update: finish the epoch "
                    + "first.")
        }
        let files = FileManager.default
        let partial = folder + ".partial"
        try? files.removeItem(atPath: partial)
        do {
            try files.createDirectory(
                atPath: partial, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw RLCFError("\(partial) cannot be made: check its place and permissions.")
        }
        try write(into: partial)
        try? files.removeItem(atPath: folder)
        do {
            try files.moveItem(atPath: partial, toPath: folder)
        } catch {
            throw RLCFError(
                "\(partial) is a whole checkpoint but could not be renamed to \(folder): check "
                    + "its permissions.")
        }
    }

    private func write(into folder: String) throws {
        try SafetensorsWriter.write(
            policy.weights.map { ($0.path, $0.value) },
            to: TrainerCheckpoint.weightsPath(in: folder))
        try policy.embeddings?.write(to: TrainerCheckpoint.embeddingsPath(in: folder))
        try SafetensorsWriter.write(
            optimizer.state() + (work?.generatorsBefore ?? generators.state()),
            to: TrainerCheckpoint.statePath(in: folder))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let checkpoint = TrainerCheckpoint(
            epoch: epoch, optimizerStep: optimizer.step, total: total, prompts: prompts,
            bankIdentity: bank?.identity)
        try AtomicFile.write(
            encoder.encode(checkpoint), to: TrainerCheckpoint.path(in: folder))
    }

    /// Goes back to a checkpoint; an epoch at work is given up.
    public func restore(from folder: String) throws {
        let checkpoint = try TrainerCheckpoint(folder: folder)
        guard checkpoint.bankIdentity == bank?.identity else {
            throw RLCFError(
                "\(folder) was compared with anchor images of another model, sampler or reward: "
                    + "resume with the model, the rewards and the rollout that the run began with.")
        }
        let state = try CheckpointFile(path: TrainerCheckpoint.statePath(in: folder))
        try restoreWeights(from: TrainerCheckpoint.weightsPath(in: folder))
        try policy.embeddings?.read(from: TrainerCheckpoint.embeddingsPath(in: folder))
        try optimizer.restore(state, step: checkpoint.optimizerStep)
        try generators.restore(state)
        try setPrompts(checkpoint.prompts)
        total.scaling = checkpoint.scaling
        total.weights.merge(checkpoint.rewardWeights) { $1 }
        epoch = checkpoint.epoch
        work = nil
        finishedWork = nil
    }

    /// All of them, or none where one is missing.
    func restoreWeights(from path: String) throws {
        let source = try CheckpointFile(path: path)
        let tensors = try policy.weights.map { parameter in
            guard let saved = try source.tensor(parameter.path),
                saved.shape == parameter.value.shape
            else {
                throw RLCFError(
                    "\(path) has no '\(parameter.path)' of shape \(parameter.value.shape): resume "
                        + "with the adapter settings that the run began with.")
            }
            return saved
        }
        for (parameter, saved) in zip(policy.weights, tensors) {
            try parameter.value.assign(saved)
        }
    }
}
