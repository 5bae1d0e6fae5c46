public import Diffusion
internal import Foundation
internal import Images
internal import Networks
internal import Studies
public import Tensors

/// Trains the autoencoder on crops, then on whole pictures, and makes its latents zero-mean and
/// unit-variance per channel.
///
/// Crops are cheap, but their edges are not those of pictures: an autoencoder that saw only crops
/// blurs the outermost pixels. Loss: smooth L1, half the L1 of the picture's gradients (sharp ribs and vessels), and a trace
/// of the divergence from the standard normal (Kingma & Welling 2014).
public struct AutoencoderStage {
    public var settings: TrainingLoop.Settings
    /// Crops of a step; of whole pictures it takes half as many.
    public var batchSize = 8
    /// Side of the crops, in pixels; smaller pictures are taken whole.
    public var cropSize = 64
    /// The share of the steps, from the first one, that learn from crops, in 0...1.
    public var cropShare = 0.6
    /// What products are computed in.
    public var computeType = DType.float32
    public var divergenceWeight = 1e-6

    public init(settings: TrainingLoop.Settings) {
        self.settings = settings
    }

    /// Runs the stage and writes `vae/` into the model's folder.
    public func run(
        _ autoencoder: Autoencoder, _ training: PicturePool, validation: PicturePool,
        into folder: ModelFolder, stateFolder: String, log: ProgressLog
    ) throws {
        let store = autoencoder.store
        log.line("autoencoder: \(store.parameterCount) parameters, \(training.count) pictures")
        let loop = try TrainingLoop(
            name: "autoencoder", stores: [store], settings: settings, data: training.digest,
            stateFolder: stateFolder, log: log)
        let probe = Array(0..<min(64, validation.count))
        try loop.run(
            checkEvery: 2000,
            check: {
                let decibels = try Self.signalToNoise(autoencoder, validation, probe)
                return String(format: "%.2f dB on %d validation pictures", decibels, probe.count)
            },
            loss: { step, generator in
                let pictures = try Augmentation.exposure(
                    pictures(training, step: step, generator), brightness: 0.1, contrast: 0.2,
                    generator)
                return try loss(autoencoder, pictures * 2 - 1, generator)
            })
        try withoutGradient { try Self.standardize(autoencoder, training) }
        try folder.saveAutoencoder(autoencoder, dtype: .float16)
        let decibels = try Self.signalToNoise(
            autoencoder, validation, Array(0..<validation.count))
        log.line(
            String(format: "autoencoder: %.2f dB on all validation pictures", decibels))
    }

    /// What a step learns from, [N, 1, side, side] in [0, 1].
    func pictures(
        _ training: PicturePool, step: Int, _ generator: RandomGenerator
    ) throws -> Tensor {
        if Double(step) < cropShare * Double(settings.steps) && cropSize < training.side {
            return try training.crops(batchSize, size: cropSize, generator)
        }
        return try training.crops(max(1, batchSize / 2), size: training.side, generator)
    }

    private func loss(
        _ autoencoder: Autoencoder, _ pictures: Tensor, _ generator: RandomGenerator
    ) throws -> Tensor {
        let (mean, logVariance, decoded) = try withAutocast(computeType, device: pictures.device) {
            let moments = try autoencoder.moments(pictures)
            let mean = try moments.mean.to(.float32)
            let logVariance = try moments.logVariance.to(.float32)
            let noise = try generator.normal(mean.shape)
            let decoded = try autoencoder.decodeUnscaled(mean + (logVariance * 0.5).exp() * noise)
            return (mean, logVariance, try decoded.to(.float32))
        }
        let divergence = try (mean.squared() + logVariance.exp() - 1 - logVariance).mean() * 0.5
        let edges = try Self.gradientDistance(decoded, pictures)
        return try decoded.smoothL1(pictures, beta: 0.05) + edges * 0.5
            + divergence * (divergenceWeight * Double(mean.count) / Double(mean.size(0)))
    }

    /// The mean absolute difference of horizontal and vertical pixel differences.
    private static func gradientDistance(_ left: Tensor, _ right: Tensor) throws -> Tensor {
        func differences(_ pictures: Tensor, _ dim: Int) throws -> Tensor {
            let size = pictures.size(dim)
            return try pictures.sliced(dim, 1..<size) - pictures.sliced(dim, 0..<size - 1)
        }
        let difference = try left - right
        return try differences(difference, 2).absolute().mean()
            + differences(difference, 3).absolute().mean()
    }

    /// Peak signal-to-noise ratio over all pixels of the pictures, in dB.
    static func signalToNoise(
        _ autoencoder: Autoencoder, _ pool: PicturePool, _ indices: [Int]
    ) throws -> Double {
        var (squares, pixels) = (0.0, 0)
        for start in stride(from: 0, to: indices.count, by: 16) {
            let batch = Array(indices[start..<min(start + 16, indices.count)])
            let pictures = try pool.pictures(batch)
            let decoded = try withoutGradient {
                try (autoencoder.decode(autoencoder.encode(pictures * 2 - 1)) * 0.5 + 0.5)
                    .clamped(0...1)
            }
            squares += try (decoded - pictures).squared().sum().item()
            pixels += pictures.count
        }
        return -10 * log10(squares / Double(pixels))
    }

    /// Folds the latents' mean and deviation per channel into the 1×1 convolutions around them.
    static func standardize(_ autoencoder: Autoencoder, _ pool: PicturePool) throws {
        guard let quant = autoencoder.quantConvolution,
            let postQuant = autoencoder.postQuantConvolution,
            let quantBias = quant.bias, let postBias = postQuant.bias
        else {
            throw PretrainingError("The autoencoder has no quant_conv to fold the scale into.")
        }
        let indices = stride(from: 0, to: pool.count, by: max(1, pool.count / 512))
        let latents = try Tensor.concatenated(
            indices.map { try autoencoder.encode(pool.pictures([$0]) * 2 - 1) }, 0)
        let channels = latents.size(1)
        let mean = try latents.mean(0, 2, 3)
        let deviation = try latents.variance(0, 2, 3).squareRoot()

        // quant_conv: the means are shifted and scaled, the log-variances follow
        let (unchanged, zero) = (try Tensor.ones([channels]), try Tensor.zeros([channels]))
        let scale = try Tensor.concatenated([1 / deviation, unchanged], 0)
        let shift = try Tensor.concatenated([zero - mean / deviation, deviation.log() * -2], 0)
        try quant.weight.value.assign(
            quant.weight.value * scale.reshaped(-1, 1, 1, 1))
        try quantBias.value.assign(quantBias.value * scale + shift)

        // post_quant_conv: undoes it
        let matrix = postQuant.weight.value
        try postBias.value.assign(
            postBias.value
                + matrix.reshaped(channels, channels).matmul(mean.reshaped(-1, 1)).reshaped(-1))
        try matrix.assign(matrix * deviation.reshaped(1, -1, 1, 1))
    }
}
