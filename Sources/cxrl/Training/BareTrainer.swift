import Configuration
import Diffusion
import Engine
import RLCF
import Rewards
import Tensors

/// A trainer without a run: for checks and measurements, which keep nothing.
enum BareTrainer {
    /// Loads the model, its rewards and the prompts on the calling thread.
    static func make(
        _ configuration: Configuration, data: () throws -> DataFolder, scratch: String
    ) throws -> Trainer {
        let folder = try modelFolder(configuration, data: data)
        let model = try load(folder, configuration)
        let rewards = try RewardCatalogue.rewards(ofModel: folder).load(
            configuration.rewards, tokenizer: model.tokenizer, device: model.device)
        return try Trainer(
            model: model, rewards: rewards,
            prompts: PromptList.load(configuration, data: try? data()),
            configuration: configuration, bankFolder: scratch)
    }

    static func modelFolder(
        _ configuration: Configuration, data: () throws -> DataFolder
    ) throws -> String {
        let path = configuration.model.path
        return path.isEmpty ? try data().miniature : try ModelFolder.located(path).path
    }

    static func load(_ folder: String, _ configuration: Configuration) throws -> DiffusionModel {
        guard let device = Device(configuration.model.device) else {
            throw UsageError(
                "model.device is “\(configuration.model.device)”: write cpu or cuda:0.")
        }
        return try ModelFolder(folder).load(device: device)
    }
}
