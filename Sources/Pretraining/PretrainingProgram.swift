public import Diffusion
internal import Foundation
public import Studies
public import Tensors
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
    /// The highest learning rate of the stages that are not to have their default one.
    public var learningRates: [Stage: Double] = [:]
    /// Whose weights autoencoder and base model begin with; nil: at random.
    public var start: ModelFolder?
    public var postureTrunk = PostureStage.Trunk.small
    /// Which networks of the rewards' diagnosis committee the stage of diagnosis makes.
    public var members = 1...1
    /// What the products of the autoencoder and of the base model's UNet are computed in.
    public var computeType = DType.float32
    public let log: ProgressLog

    /// Of the pictures that reward networks learn from, in pixels.
    private static let side = 128

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
        if let start {
            try folder.saveTokenizer(start.loadTokenizer())
            log.line("tokenizer: that of \(start.path)")
            return
        }
        let studies = collection.studies(at: collection.positions(in: .base))
        let reports = studies.enumerated().flatMap { index, study in
            (0..<4).map { PromptWriter().prompt(for: study, seed: UInt64(index * 4 + $0)) }
        }
        let tokenizer = try BytePairTrainer(
            vocabularySize: 1024, contextLength: StartingNetworks.contextLength
        ).train(on: reports)
        try folder.saveTokenizer(tokenizer)
        log.line("tokenizer: \(tokenizer.vocabulary.count) tokens from \(reports.count) reports")
    }

    private func trainAutoencoder() throws {
        var settings = settings(.autoencoder, rate: 2e-3)
        settings.averageDecay = 0.999
        let autoencoder = try networks.autoencoder()
        let side = autoencoder.configuration.sampleSize
        var stage = AutoencoderStage(settings: settings)
        stage.computeType = computeType
        if start != nil { stage.cropShare = 0 }
        try stage.run(
            autoencoder, pool(.base, side: side), validation: pool(.validation, side: side),
            into: folder, stateFolder: stateFolder, log: log)
    }

    private func trainNetworks(_ stage: Stage) throws {
        let validation = try pool(.validation)
        for role in roles {
            let training = try pool(role.part)
            let target = "\(folder.path)/\(role.rawValue)"
            func settings(_ rate: Double) -> TrainingLoop.Settings {
                var settings = self.settings(stage, rate: rate)
                settings.seed &+= role.seedOffset
                settings.weightDecay = 1e-2
                settings.averageDecay = 0.99
                return settings
            }
            switch stage {
            case .posture:
                var stage = PostureStage(role: role, settings: settings(2e-3))
                stage.trunk = postureTrunk
                try stage.run(
                    training, validation: validation, into: target, stateFolder: stateFolder,
                    log: log)
            case .diagnosis:
                for member in role == .rewards ? members : 1...1 {
                    var stage = DiagnosisStage(role: role, settings: settings(2e-3))
                    stage.member = member
                    stage.settings.seed &+= UInt64(member - 1) * 101
                    try stage.run(
                        training, validation: validation, into: target, stateFolder: stateFolder,
                        log: log)
                }
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
        var settings = settings(.base, rate: 8e-4)
        settings.averageDecay = 0.999
        let denoiser = try networks.denoiser(tokenizer)
        denoiser.unet.computeType = computeType
        let autoencoder = try folder.loadAutoencoder()
        let side = denoiser.unet.configuration.sampleSize * autoencoder.configuration.reduction
        try BaseStage(settings: settings).run(
            denoiser, latents: autoencoder, pool(.base, side: side), tokenizer: tokenizer,
            into: folder, stateFolder: stateFolder, log: log)
    }

    private var networks: StartingNetworks { StartingNetworks(folder: start, seed: seed) }

    private func settings(_ stage: Stage, rate: Double) -> TrainingLoop.Settings {
        TrainingLoop.Settings(
            steps: steps[stage] ?? stage.defaultSteps ?? 0,
            learningRate: learningRates[stage] ?? rate, seed: seed)
    }

    private func tokenizer() throws -> Tokenizer {
        try Tokenizer(folder: "\(folder.path)/tokenizer")
    }

    private func pool(_ part: PatientSplit, side: Int = Self.side) throws -> PicturePool {
        try PicturePool(
            collection, part: part, side: side, stateFolder: stateFolder, log: log)
    }
}
