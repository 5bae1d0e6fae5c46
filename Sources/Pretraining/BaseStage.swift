public import Diffusion
internal import Foundation
internal import Networks
internal import Studies
internal import Tensors
public import Text

/// Trains the UNet and the text encoder together on the latents of films and generated reports.
///
/// Conditions are dropped at random (Ho & Salimans 2022), losses weighed by min-SNR (Hang et al.,
/// ICCV 2023), and the context is followed by a random number of paddings' embeddings, so that
/// adaptive condition embeddings that begin as such change nothing.
public struct BaseStage {
    public var settings: TrainingLoop.Settings
    public var batchSize = 32
    public var conditionDropRate = 0.1
    /// The most embeddings of padding that follow the context.
    public var paddingLimit = 16
    public var signalToNoiseLimit = 5.0
    /// Of the error in reading the findings, beside that of the noise.
    public var readingWeight = 0.1

    public init(settings: TrainingLoop.Settings) {
        self.settings = settings
    }

    /// Runs the stage and writes `unet/`, `text_encoder/` and `scheduler/` into the model's folder.
    public func run(
        _ denoiser: Denoiser, latents autoencoder: Autoencoder, _ training: PicturePool,
        tokenizer: Tokenizer, into folder: ModelFolder, stateFolder: String, log: ProgressLog
    ) throws {
        let (network, encoder, schedule) = (
            denoiser.unet, denoiser.textEncoder, denoiser.schedule
        )
        guard schedule.configuration.prediction == .noise else {
            throw PretrainingError(
                "The base stage teaches a UNet to predict noise (epsilon), and this model predicts "
                    + "\(schedule.configuration.prediction.rawValue): begin with another one.")
        }
        let contextLength = encoder.configuration.contextLength
        let latents = try LatentPool(
            training, autoencoder: autoencoder, stateFolder: stateFolder,
            seed: settings.seed, log: log)
        log.line(
            "base: UNet of \(network.store.parameterCount), text encoder of "
                + "\(encoder.store.parameterCount) parameters")
        let draw = FindingDraw(latents.studies)
        let reader = try FindingReader(
            width: encoder.configuration.hiddenSize, studies: latents.studies,
            generator: RandomGenerator(seed: settings.seed))
        try TrainingLoop(
            name: "base", stores: [network.store, encoder.store, reader.store],
            settings: settings, data: latents.digest, stateFolder: stateFolder, log: log
        ).run { step, generator in
            let indices = try draw.indices(batchSize, generator)
            let described = try described(indices.map { latents.studies[$0] }, generator)
            let ids = try prompts(for: described, seed: UInt64(step)).flatMap {
                try tokenizer.encodePadded($0, contextLength: contextLength, truncate: true).ids
            }
            let context = try encoder(Tensor.of(ids, shape: [batchSize, contextLength]))
            let noiseLoss = try loss(
                network, latents.batch(indices, generator), padded(context, generator), schedule,
                generator)
            return try noiseLoss + reader.loss(context, described) * readingWeight
        }
        try folder.saveUNet(network, dtype: .float16)
        try folder.saveTextEncoder(encoder, dtype: .float16)
        try folder.saveSchedule(schedule)
    }

    /// The studies, nil in place of those whose condition is dropped.
    private func described(
        _ studies: [Study], _ generator: RandomGenerator
    ) throws -> [Study?] {
        let draws = try generator.uniform([studies.count]).floats()
        return zip(studies, draws).map { Double($1) < conditionDropRate ? nil : $0 }
    }

    private func prompts(for studies: [Study?], seed: UInt64) -> [String] {
        studies.enumerated().map { number, study in
            study.map {
                PromptWriter().prompt(for: $0, seed: seed &* 1_009 &+ UInt64(number))
            } ?? ""
        }
    }

    /// The context [N, L, D], followed by up to `paddingLimit` embeddings of padding from its end.
    private func padded(_ context: Tensor, _ generator: RandomGenerator) throws -> Tensor {
        let extra = try generator.integers(0..<paddingLimit + 1, [1]).integers()[0]
        guard extra > 0 else { return context }
        let length = context.size(1)
        let padding = try context.sliced(1, length - extra..<length)
        return try Tensor.concatenated([context, padding], 1)
    }

    private func loss(
        _ network: UNet, _ latents: Tensor, _ context: Tensor, _ schedule: NoiseSchedule,
        _ generator: RandomGenerator
    ) throws -> Tensor {
        let count = latents.size(0)
        let timesteps = try generator.integers(
            0..<schedule.configuration.trainTimesteps, [count])
        let alphas = try timesteps.integers().map { schedule.alpha(at: $0) }
        func column(_ values: [Double]) throws -> Tensor {
            try Tensor.of(values.map(Float.init)).reshaped(-1, 1, 1, 1)
        }
        let noise = try generator.normal(latents.shape)
        let noisy =
            try column(alphas.map { $0.squareRoot() }) * latents
            + column(alphas.map { (1 - $0).squareRoot() }) * noise
        let prediction = try network(noisy, timesteps: timesteps, context: context)
        let weights = alphas.map { alpha in
            let ratio = alpha / (1 - alpha)
            return min(ratio, signalToNoiseLimit) / ratio
        }
        return try ((prediction - noise).squared() * column(weights)).mean()
    }
}
