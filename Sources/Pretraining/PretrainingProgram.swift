public import Diffusion
internal import Foundation
public import Studies
internal import Tensors
internal import Text

/// Makes a model folder with its reward networks and judges from a collection, stage by stage.
public struct PretrainingProgram {
    public enum Stage: String, Sendable, CaseIterable {
        case tokenizer, autoencoder, posture, diagnosis, consistency, base

        public var explanation: String {
            switch self {
            case .tokenizer: "a vocabulary for the collection's reports"
            case .autoencoder: "pictures to latents and back"
            case .posture: "posture network and judge"
            case .diagnosis: "diagnosis network and judge"
            case .consistency: "image-report network and judge"
            case .base: "the text-to-image model"
            }
        }

        /// How long the stage trains where nothing else is asked for, in optimiser steps; nil for
        /// a stage that does not train.
        public var defaultSteps: Int? {
            switch self {
            case .tokenizer: nil
            case .autoencoder: 10_000
            case .posture: 500
            case .diagnosis: 2500
            case .consistency: 800
            case .base: 3000
            }
        }
    }

    public let collection: any StudyCollection
    public let folder: ModelFolder
    /// Holds the state of unfinished stages.
    public let stateFolder: String
    public var seed: UInt64 = 1
    /// Which networks the stages of posture, diagnosis and consistency make.
    public var roles = Role.allCases
    /// Optimiser steps of the stages that are not to train for their default length.
    public var steps: [Stage: Int] = [:]
    public let log: ProgressLog

    private static let side = 128
    private static let contextLength = 64

    public init(
        collection: any StudyCollection, folder: ModelFolder, stateFolder: String,
        log: ProgressLog
    ) {
        self.collection = collection
        self.folder = folder
        self.stateFolder = stateFolder
        self.log = log
    }

    public func run(_ stages: [Stage] = Stage.allCases) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true)
        for stage in stages {
            switch stage {
            case .tokenizer: try makeTokenizer()
            case .autoencoder: try trainAutoencoder()
            case .posture, .diagnosis, .consistency: try trainNetworks(stage)
            case .base: try trainBase()
            }
        }
    }

    private func makeTokenizer() throws {
        let studies = collection.studies(at: collection.positions(in: .base))
        let reports = studies.enumerated().flatMap { index, study in
            (0..<4).map { PromptWriter().prompt(for: study, seed: UInt64(index * 4 + $0)) }
        }
        let tokenizer = try BytePairTrainer(
            vocabularySize: 1024, contextLength: Self.contextLength
        ).train(on: reports)
        try folder.saveTokenizer(tokenizer)
        log.line("tokenizer: \(tokenizer.vocabulary.count) tokens from \(reports.count) reports")
    }

    private func trainAutoencoder() throws {
        let configuration = AutoencoderConfiguration(
            sampleSize: Self.side, channels: 1, latentChannels: 8,
            blockOutChannels: [8, 16, 64, 96], layersPerBlock: 1, normNumGroups: 2)
        var settings = TrainingLoop.Settings(
            steps: length(.autoencoder), learningRate: 2e-3, seed: seed)
        settings.averageDecay = 0.999
        try AutoencoderStage(configuration: configuration, settings: settings).run(
            pool(.base), validation: pool(.validation), into: folder,
            stateFolder: stateFolder, log: log)
    }

    private func trainNetworks(_ stage: Stage) throws {
        let validation = try pool(.validation)
        for role in roles {
            let training = try pool(role.part)
            let target = "\(folder.path)/\(role.rawValue)"
            func settings(_ rate: Double) -> TrainingLoop.Settings {
                var settings = TrainingLoop.Settings(
                    steps: length(stage), learningRate: rate, seed: seed &+ role.seedOffset)
                settings.weightDecay = 1e-2
                settings.averageDecay = 0.99
                return settings
            }
            switch stage {
            case .posture:
                try PostureStage(role: role, settings: settings(2e-3)).run(
                    training, validation: validation, into: target, stateFolder: stateFolder,
                    log: log)
            case .diagnosis:
                try DiagnosisStage(role: role, settings: settings(2e-3)).run(
                    training, validation: validation, into: target, stateFolder: stateFolder,
                    log: log)
            case .consistency:
                try ConsistencyStage(role: role, settings: settings(1e-3)).run(
                    training, validation: validation, tokenizer: tokenizer(), into: target,
                    stateFolder: stateFolder, log: log)
            case .tokenizer, .autoencoder, .base: break
            }
        }
    }

    private func trainBase() throws {
        let tokenizer = try tokenizer()
        let width = 128
        let text = TextEncoderConfiguration(
            vocabularySize: tokenizer.vocabulary.count, hiddenSize: width,
            intermediateSize: width * 4, layers: 2, heads: 4, contextLength: Self.contextLength,
            activation: .quickGELU, beginID: tokenizer.beginID, endID: tokenizer.endID,
            paddingID: tokenizer.paddingID)
        let unet = UNetConfiguration(
            sampleSize: 16, channels: 8, blockOutChannels: [64, 96, 112], layersPerBlock: 1,
            crossAttentionDim: width, attentionHeads: 4, normNumGroups: 8,
            levelsWithAttention: [false, true, true])
        var settings = TrainingLoop.Settings(
            steps: length(.base), learningRate: 8e-4, seed: seed)
        settings.averageDecay = 0.999
        try BaseStage(unet: unet, text: text, settings: settings).run(
            pool(.base), tokenizer: tokenizer, into: folder, stateFolder: stateFolder, log: log)
    }

    private func length(_ stage: Stage) -> Int { steps[stage] ?? stage.defaultSteps ?? 0 }

    private func tokenizer() throws -> Tokenizer {
        try Tokenizer(folder: "\(folder.path)/tokenizer")
    }

    private func pool(_ part: PatientSplit) throws -> PicturePool {
        try PicturePool(
            collection, part: part, side: Self.side, stateFolder: stateFolder, log: log)
    }
}
