public import Diffusion
public import Tensors

/// Makes the trajectories of an epoch, one denoising step of a micro-batch at a time.
///
/// States, actions and log-probabilities are those of "Training Diffusion Models with
/// Reinforcement Learning" (Black et al., arXiv 2305.13301): every latent is rounded to its type
/// before it is scored, and stored as the next step consumes it.
public final class Rollout {
    /// A network's prediction for latents [n, C, H, W] at timesteps [n] of the samples whose
    /// prompts have these places.
    public typealias Predictor = (
        _ latents: Tensor, _ timesteps: Tensor, _ rows: [Int]
    ) throws -> Tensor

    /// Where and how the latents are kept.
    public struct Settings {
        /// Channels, height, width.
        public var latentShape: [Int]
        public var device: Device
        public var dtype: DType
        /// Samples that are denoised at once; bounds memory, not results.
        public var microBatch: Int

        public init(
            latentShape: [Int], device: Device = .cpu, dtype: DType = .float32, microBatch: Int
        ) {
            self.latentShape = latentShape
            self.device = device
            self.dtype = dtype
            self.microBatch = microBatch
        }
    }

    public let samples: [RolloutSample]
    public let sampler: Sampler
    private let settings: Settings
    private let keptWhole: Set<Int>
    private let isInterrupted: () -> Bool
    private let predict: Predictor
    /// Called after a step with the first sample of the micro-batch at work.
    public var onStep: ((RolloutSample, Denoising.Step) throws -> Void)?

    private var current: (initial: Tensor, denoising: Denoising, steps: [Denoising.Step])?
    private var finished: [(latents: Tensor, logProbabilities: Tensor)] = []
    private var originals: [Int: Tensor] = [:]
    private var finishedSamples = 0

    /// - Parameters:
    ///   - keptWhole: indices of the samples whose x̂0 are kept.
    ///   - isInterrupted: asked on both sides of every prediction; a step that is given up leaves
    ///     everything as it was.
    public init(
        _ sampler: Sampler, _ samples: [RolloutSample], _ settings: Settings,
        keptWhole: Set<Int> = [], isInterrupted: @escaping () -> Bool = { false },
        predict: @escaping Predictor
    ) {
        self.sampler = sampler
        self.samples = samples
        self.settings = settings
        self.keptWhole = keptWhole
        self.isInterrupted = isInterrupted
        self.predict = predict
    }

    public var isFinished: Bool { finishedSamples == samples.count }

    /// Denoising steps of a micro-batch, done and in all.
    public var progress: (completed: Int, total: Int) {
        let size = settings.microBatch
        let done = (finishedSamples + size - 1) / size * sampler.steps.count
        let total = (samples.count + size - 1) / size * sampler.steps.count
        return (done + (current?.steps.count ?? 0), total)
    }

    /// One denoising step of the micro-batch at work.
    public func advance() throws {
        guard !isFinished else { return }
        let batch = try current ?? begin()
        current = batch
        guard let step = try batch.denoising.next() else { return }
        current?.steps.append(step)
        try onStep?(samples[finishedSamples], step)
        if batch.denoising.completed == sampler.steps.count { try finishMicroBatch() }
    }

    /// All trajectories, once the rollout is finished.
    public func result() throws -> RolloutBatch {
        guard isFinished, !finished.isEmpty else {
            throw RLCFError("A rollout's result was asked for before it was finished.")
        }
        return RolloutBatch(
            samples: samples, sampler: sampler,
            latents: try .concatenated(finished.map(\.latents), 0),
            logProbabilities: try .concatenated(finished.map(\.logProbabilities), 0),
            predictedOriginals: originals)
    }

    private var microBatchRange: Range<Int> {
        finishedSamples..<min(samples.count, finishedSamples + settings.microBatch)
    }

    private func begin() throws -> (initial: Tensor, denoising: Denoising, steps: [Denoising.Step])
    {
        let batch = samples[microBatchRange]
        let generators = try batch.map { try RandomGenerator(seed: $0.seed) }
        let noise = try generators.map { try $0.normal([1] + settings.latentShape) }
        let initial = try Tensor.concatenated(noise, 0).to(settings.device).to(settings.dtype)
        let rows = batch.map(\.row)
        let denoising = try Denoising(sampler, latents: initial, generators: generators) {
            [predict, isInterrupted] latents, timesteps in
            if isInterrupted() { throw Interruption() }
            let prediction = try predict(latents, timesteps, rows)
            if isInterrupted() { throw Interruption() }
            return prediction
        }
        return (denoising.latents, denoising, [])
    }

    private func finishMicroBatch() throws {
        guard let (initial, _, steps) = current else { return }
        let latents = try Tensor.stacked([initial] + steps.map(\.latents), 1)
        let logProbabilities = try Tensor.stacked(steps.map(\.logProbabilities), 1)
        finished.append((latents, logProbabilities))
        for (place, sample) in samples[microBatchRange].enumerated()
        where keptWhole.contains(sample.index) {
            originals[sample.index] = try .stacked(
                steps.map { try $0.predictedOriginal.at(place) })
        }
        finishedSamples = microBatchRange.upperBound
        current = nil
    }
}
