internal import Rewards
internal import Foundation

extension Trainer {
    /// Begins with what another run had learned: the policy's weights, its embeddings where both
    /// have some, and the scale of the rewards, so that totals compare. Optimiser, draws, prompts
    /// and epochs are this run's own.
    ///
    /// - Parameter folder: of a checkpoint.
    /// - Throws: `RLCFError` where the checkpoint is of other weights than these.
    public func begin(from folder: String) throws {
        let checkpoint = try TrainerCheckpoint(folder: folder)
        try restoreWeights(from: TrainerCheckpoint.weightsPath(in: folder))
        let path = TrainerCheckpoint.embeddingsPath(in: folder)
        if let embeddings = policy.embeddings, FileManager.default.fileExists(atPath: path) {
            try embeddings.read(from: path)
        }
        total.scaling = checkpoint.scaling
    }
}
