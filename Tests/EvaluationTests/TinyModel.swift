import Diffusion
import Evaluation
import Networks
import Rewards
import Tensors
import Text

/// A random model with pictures of 112×112, and networks of its panels, small enough for tests.
enum TinyModel {
    static func make(seed: UInt64 = 7) throws -> DiffusionModel {
        let generator = try RandomGenerator(seed: seed)
        func store() -> ParameterStore { ParameterStore(.initialization(generator)) }
        let tokenizer = try BytePairTrainer(vocabularySize: 514, contextLength: 32)
            .train(on: ["chest"])
        return DiffusionModel(
            unet: try UNet(
                UNetConfiguration(
                    sampleSize: 28, channels: 4, blockOutChannels: [8, 16], layersPerBlock: 1,
                    crossAttentionDim: 16, attentionHeads: 2, normNumGroups: 4,
                    levelsWithAttention: [false, true]),
                store()),
            autoencoder: try Autoencoder(
                AutoencoderConfiguration(
                    sampleSize: 112, channels: 1, latentChannels: 4, blockOutChannels: [4, 4, 4],
                    layersPerBlock: 1, normNumGroups: 2),
                store()),
            textEncoder: try TextEncoder(
                TextEncoderConfiguration(
                    vocabularySize: 514, hiddenSize: 16, intermediateSize: 32, layers: 1,
                    heads: 2, contextLength: 32, activation: .quickGELU,
                    beginID: tokenizer.beginID, endID: tokenizer.endID,
                    paddingID: tokenizer.paddingID),
                store()),
            tokenizer: tokenizer, schedule: NoiseSchedule(SchedulerConfiguration()))
    }

    /// Diagnosis and posture networks that reward; of the judges, posture alone.
    static func writeNetworks(to folder: String) throws {
        let generator = try RandomGenerator(seed: 5)
        let trunk = TrunkConfiguration.residual(
            ResidualNetwork.Configuration(widths: [8], blocks: [1], stemKernel: 3))
        try DiagnosisNetwork(
            DiagnosisNetwork.Configuration(
                findings: HeldOutPrompts.usualFindings, trunk: trunk, input: ImageInput(size: 28)),
            generator: generator
        ).save(folder: "\(folder)/rewards/diagnosis")
        for set in ["rewards", "judges"] {
            try PostureNetwork(
                PostureNetwork.Configuration(trunk: trunk, input: ImageInput(size: 28), hidden: 8),
                generator: generator
            ).save(folder: "\(folder)/\(set)/posture")
        }
    }
}
