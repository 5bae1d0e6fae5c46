import Configuration
import Diffusion
import Engine
import Foundation
import Networks
import Rewards
import Runs
import Tensors
import Text
import Workbench

/// A random model on disk that is small enough for tests, and runs with it.
final class TinyRun {
    let root: String

    init() throws {
        root =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("engine-\(UUID().uuidString)").path
        try Self.writeModel(to: "\(root)/model")
        try "A pleural effusion.\nNo edema.\nThe heart is enlarged.\n"
            .write(toFile: "\(root)/prompts", atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var configuration: Configuration {
        var configuration = Configuration()
        configuration.model.path = "\(root)/model"
        configuration.rollout.prompts = "\(root)/prompts"
        configuration.rollout.promptsPerEpoch = 2
        configuration.rollout.samplesPerPrompt = 4
        configuration.rollout.steps = 4
        configuration.rollout.microBatch = 4
        configuration.rlcf.epochs = 2
        configuration.rlcf.innerEpochs = 1
        configuration.rlcf.miniBatches = 2
        configuration.rlcf.microBatch = 8
        configuration.anchor.bankSize = 2
        configuration.ace.tokens = 2
        configuration.model.threads = 1
        configuration.run.seed = 3
        configuration.run.trajectoriesPerEpoch = 2
        configuration.rewards.consistency.weight = 0
        return configuration
    }

    func options(
        _ target: EngineOptions.Target? = nil, _ change: (inout Configuration) -> Void = { _ in }
    ) -> EngineOptions {
        var configuration = configuration
        change(&configuration)
        return EngineOptions(
            target: target ?? .new(root: "\(root)/runs", folder: nil),
            configuration: configuration, data: nil, bankFolder: "\(root)/anchors",
            programVersion: "test")
    }

    private static func writeModel(to path: String) throws {
        let generator = try RandomGenerator(seed: 7)
        func store() -> ParameterStore { ParameterStore(.initialization(generator)) }
        let tokenizer = try BytePairTrainer(vocabularySize: 514, contextLength: 24)
            .train(on: ["chest"])
        let model = DiffusionModel(
            unet: try UNet(
                UNetConfiguration(
                    sampleSize: 8, channels: 4, blockOutChannels: [16, 32], layersPerBlock: 1,
                    crossAttentionDim: 16, attentionHeads: 2, normNumGroups: 8,
                    levelsWithAttention: [false, true]),
                store()),
            autoencoder: try Autoencoder(
                AutoencoderConfiguration(
                    sampleSize: 16, channels: 1, latentChannels: 4, blockOutChannels: [8, 8],
                    layersPerBlock: 1, normNumGroups: 4),
                store()),
            textEncoder: try TextEncoder(
                TextEncoderConfiguration(
                    vocabularySize: 514, hiddenSize: 16, intermediateSize: 32, layers: 1,
                    heads: 2, contextLength: 24, activation: .quickGELU,
                    beginID: tokenizer.beginID, endID: tokenizer.endID,
                    paddingID: tokenizer.paddingID),
                store()),
            tokenizer: tokenizer, schedule: NoiseSchedule(SchedulerConfiguration()))
        try ModelFolder(path).save(model, dtype: .float32)
        for set in ["rewards", "judges"] { try writeNetworks(to: "\(path)/\(set)", generator) }
    }

    private static func writeNetworks(
        to folder: String, _ generator: RandomGenerator
    ) throws {
        let trunk = TrunkConfiguration.residual(
            ResidualNetwork.Configuration(widths: [8], blocks: [1], stemKernel: 3))
        try DiagnosisNetwork(
            DiagnosisNetwork.Configuration(
                findings: [.effusion, .edema, .cardiomegaly], trunk: trunk,
                input: ImageInput(size: 16)),
            generator: generator
        ).save(folder: "\(folder)/diagnosis")
        try PostureNetwork(
            PostureNetwork.Configuration(trunk: trunk, input: ImageInput(size: 16), hidden: 8),
            generator: generator
        ).save(folder: "\(folder)/posture")
    }
}

/// Collects an engine's events until one that is waited for.
func events(
    of engine: TrainingEngine, until isLast: (Event) -> Bool,
    onEach: (Event) async throws -> Void = { _ in }
) async throws -> [Event] {
    var collected: [Event] = []
    for await event in engine.events {
        collected.append(event)
        try await onEach(event)
        if isLast(event) { break }
    }
    return collected
}
