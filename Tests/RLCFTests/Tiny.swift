import Configuration
import Diffusion
import Foundation
import Networks
import Rewards
import Tensors
import Text

@testable import RLCF

/// Random models that are small enough for tests, always the same.
enum Tiny {
    static let latentShape = [4, 8, 8]

    static func model(seed: UInt64 = 7, dtype: DType = .float32) throws -> DiffusionModel {
        let generator = try RandomGenerator(seed: seed)
        func store() -> ParameterStore { ParameterStore(.initialization(generator)) }
        let unet = try UNet(
            UNetConfiguration(
                sampleSize: 8, channels: 4, blockOutChannels: [16, 32], layersPerBlock: 1,
                crossAttentionDim: 16, attentionHeads: 2, normNumGroups: 8,
                levelsWithAttention: [true, false]),
            store())
        let autoencoder = try Autoencoder(
            AutoencoderConfiguration(
                sampleSize: 16, channels: 1, latentChannels: 4, blockOutChannels: [8, 8],
                layersPerBlock: 1, normNumGroups: 4),
            store())
        let tokenizer = try BytePairTrainer(vocabularySize: 514, contextLength: 16)
            .train(on: ["chest"])
        let textEncoder = try TextEncoder(
            TextEncoderConfiguration(
                vocabularySize: 514, hiddenSize: 16, intermediateSize: 32, layers: 1, heads: 2,
                contextLength: 16, activation: .quickGELU, beginID: tokenizer.beginID,
                endID: tokenizer.endID, paddingID: tokenizer.paddingID),
            store())
        return DiffusionModel(
            unet: unet, autoencoder: autoencoder, textEncoder: textEncoder,
            tokenizer: tokenizer, schedule: NoiseSchedule(SchedulerConfiguration()))
    }

    /// Its last denoising step has σ = 0.
    static func modelWithDeterministicStep() throws -> DiffusionModel {
        let model = try model()
        return DiffusionModel(
            unet: model.unet, autoencoder: model.autoencoder, textEncoder: model.textEncoder,
            tokenizer: model.tokenizer,
            schedule: NoiseSchedule(
                SchedulerConfiguration(stepsOffset: 0, setsLastAlphaToOne: true)))
    }

    /// Two prompts of four images, five denoising steps, four optimiser steps an epoch.
    static func configuration(
        _ change: (inout Configuration) -> Void = { _ in }
    ) -> Configuration {
        var configuration = Configuration()
        configuration.rollout.promptsPerEpoch = 2
        configuration.rollout.samplesPerPrompt = 4
        configuration.rollout.steps = 5
        configuration.rollout.microBatch = 4
        configuration.rlcf.innerEpochs = 2
        configuration.rlcf.miniBatches = 2
        configuration.rlcf.microBatch = 5
        configuration.rlcf.klWeight = 0
        configuration.anchor.bankSize = 3
        configuration.ace.tokens = 2
        configuration.run.trajectoriesPerEpoch = 3
        configuration.rewards.consistency.weight = 0
        change(&configuration)
        return configuration
    }

    static let prompts = [
        ScoredPrompt(id: 10, text: "a", findings: ["Edema": true]),
        ScoredPrompt(id: 11, text: "b", findings: ["Edema": false]),
        ScoredPrompt(id: 12, text: "c d", findings: [:]),
    ]

    static func sampler(steps: Int = 5, eta: Double = 1) throws -> Sampler {
        try Sampler(NoiseSchedule(SchedulerConfiguration()), steps: steps, eta: eta)
    }

    static var rewards: [any Reward] {
        [FakeReward.brightness("posture"), FakeReward.contrast("diagnosis")]
    }
}

/// A reward that is any function of the images.
final class FakeReward: Reward {
    let name: String
    let feedback: RewardFeedback
    var identity: String { name }
    private let function: (Tensor) throws -> Tensor

    init(
        _ name: String, isComparative: Bool, _ function: @escaping (Tensor) throws -> Tensor
    ) {
        self.name = name
        feedback = isComparative ? .comparative : .absolute
        self.function = function
    }

    func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        try function(images)
    }

    static func brightness(_ name: String) -> FakeReward {
        FakeReward(name, isComparative: false) { try $0.mean(1, 2, 3) }
    }

    /// The left half's brightness less the right half's: the model's norms keep the whole
    /// picture's brightness where it is.
    static func brighterLeft(_ name: String) -> FakeReward {
        FakeReward(name, isComparative: false) { images in
            let halves = try images.chunked(2, 3)
            return try halves[0].mean(1, 2, 3) - halves[1].mean(1, 2, 3)
        }
    }

    static func contrast(_ name: String) -> FakeReward {
        FakeReward(name, isComparative: true) { try $0.variance(1, 2, 3) }
    }
}

/// Runs `body` with a new folder that is removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("rlcf-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}
