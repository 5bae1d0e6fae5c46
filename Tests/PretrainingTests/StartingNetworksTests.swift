import Diffusion
import Networks
import TestSupport
import Testing
import Tensors
import Text

@testable import Pretraining

@Suite struct StartingNetworksTests {
    /// A model of 32 by 32 pictures and 8 by 8 latents with random weights.
    private func model(trainedOn text: String = "chest") throws -> DiffusionModel {
        let generator = try RandomGenerator(seed: 7)
        func store() -> ParameterStore { ParameterStore(.initialization(generator)) }
        let tokenizer = try BytePairTrainer(vocabularySize: 520, contextLength: 64)
            .train(on: [text])
        let unet = UNetConfiguration(
            sampleSize: 8, channels: 4, blockOutChannels: [16, 32], layersPerBlock: 1,
            crossAttentionDim: 16, attentionHeads: 2, normNumGroups: 8,
            levelsWithAttention: [true, false])
        let autoencoder = AutoencoderConfiguration(
            sampleSize: 32, channels: 1, latentChannels: 4, blockOutChannels: [8, 8, 8],
            layersPerBlock: 1, normNumGroups: 4)
        let encoder = TextEncoderConfiguration(
            vocabularySize: tokenizer.vocabulary.count, hiddenSize: 16, intermediateSize: 32,
            layers: 1, heads: 2, contextLength: 64, activation: .quickGELU,
            beginID: tokenizer.beginID, endID: tokenizer.endID, paddingID: tokenizer.paddingID)
        return DiffusionModel(
            unet: try UNet(unet, store()), autoencoder: try Autoencoder(autoencoder, store()),
            textEncoder: try TextEncoder(encoder, store()), tokenizer: tokenizer,
            schedule: NoiseSchedule(SchedulerConfiguration()))
    }

    private func program(
        _ folder: String, start: ModelFolder, learningRate: Double
    ) throws -> PretrainingProgram {
        var program = PretrainingProgram(
            collection: try SmallCollection(folder: folder), folder: ModelFolder("\(folder)/made"),
            stateFolder: "\(folder)/state", log: ProgressLog { _ in })
        program.start = start
        program.steps = [.autoencoder: 1, .base: 1]
        program.learningRates = [.autoencoder: learningRate, .base: learningRate]
        return program
    }

    private func largestChange(_ old: ParameterStore, _ new: ParameterStore) throws -> Double {
        let values = Dictionary(
            uniqueKeysWithValues: new.stateDictionary().map { ($0.key, $0.tensor) })
        return try old.stateDictionary().map { key, tensor in
            let other = try #require(values[key])
            let difference = try other.to(.float32) - tensor.to(.float32)
            return try difference.doubles().map(abs).max() ?? 0
        }.max() ?? .nan
    }

    @Test("A model that is trained further begins with the other model's weights, in its own size")
    func start() throws {
        try withTemporaryFolder { folder in
            let given = try model()
            let start = ModelFolder("\(folder)/given")
            try start.save(given, dtype: .float32)
            try program(folder, start: start, learningRate: 1e-3)
                .run([.tokenizer, .autoencoder, .base])
            let made = try ModelFolder("\(folder)/made").load()
            #expect(made.tokenizer.vocabulary == given.tokenizer.vocabulary)
            #expect(made.unet.configuration == given.unet.configuration)
            let change = try largestChange(given.unet.store, made.unet.store)
            #expect(change > 1e-4)
            #expect(change < 1e-2)
        }
    }

    @Test("A model that reads other tokens is refused with the remedy")
    func otherTokens() throws {
        try withTemporaryFolder { folder in
            let (given, other) = (ModelFolder("\(folder)/given"), ModelFolder("\(folder)/other"))
            try given.save(model(), dtype: .float32)
            try other.save(model(trainedOn: "radiograph radiograph"), dtype: .float32)
            var program = try program(folder, start: other, learningRate: 1e-3)
            try program.run([.tokenizer, .autoencoder])
            program.start = given
            let error = #expect(throws: PretrainingError.self) { try program.run([.base]) }
            #expect(error?.description.contains("tokenizer") == true)
        }
    }
}
