public import Diffusion
internal import Networks
internal import Studies
public import Tensors

/// Draws the pictures of prompts from given seeds: initial noise and sampler noise come from a
/// sample's own seed, so that two models draw from the same noise.
public struct PictureGenerator {
    /// A network's prediction, guidance included, for latents [n, C, H, W] at timesteps [n] of the
    /// samples whose prompts have these places.
    public typealias Predictor = (
        _ latents: Tensor, _ timesteps: Tensor, _ rows: [Int]
    ) throws -> Tensor

    private let model: DiffusionModel
    private let sampler: Sampler
    private let microBatch: Int
    private let predict: Predictor

    /// - Parameter microBatch: samples at once; bounds memory, not results.
    public init(
        _ model: DiffusionModel, sampler: Sampler, microBatch: Int, predict: @escaping Predictor
    ) {
        self.model = model
        self.sampler = sampler
        self.microBatch = max(1, microBatch)
        self.predict = predict
    }

    /// The model as it is, asked for prompts; texts beyond the context are cut.
    public init(
        _ model: DiffusionModel, sampler: Sampler, microBatch: Int, prompts: [String],
        guidance: Double
    ) throws {
        let context = try model.encode(prompts, truncates: true)
        let unconditional = guidance == 1 ? nil : try model.encode([""])
        self.init(model, sampler: sampler, microBatch: microBatch) { latents, timesteps, rows in
            try Guidance(
                scale: guidance, context: context.selecting(0, rows),
                unconditionalContext: unconditional
            ).predict(model.unet, latents, timesteps: timesteps)
        }
    }

    /// Pictures [N, 1, H, W] in 0…1 on the CPU.
    ///
    /// - Parameters:
    ///   - samples: the place of each one's prompt, and its seed.
    ///   - onProgress: called with how many are done.
    public func pictures(
        _ samples: [(row: Int, seed: UInt64)], onProgress: (Int) -> Void = { _ in }
    ) throws -> Tensor {
        guard !samples.isEmpty else { throw EvaluationError("There is no sample to draw.") }
        let parts = try stride(from: 0, to: samples.count, by: microBatch).map { start in
            let batch = samples[start..<min(samples.count, start + microBatch)]
            defer { onProgress(start + batch.count) }
            return try draw(Array(batch))
        }
        return try .concatenated(parts, 0)
    }

    private func draw(_ batch: [(row: Int, seed: UInt64)]) throws -> Tensor {
        let generators = try batch.map { try RandomGenerator(seed: $0.seed) }
        let noise = try generators.map { try $0.normal([1] + model.latentShape) }
        let initial = try Tensor.concatenated(noise, 0)
            .to(model.device).to(model.unet.store.dtype)
        let rows = batch.map(\.row)
        let denoising = try Denoising(sampler, latents: initial, generators: generators) {
            try predict($0, $1, rows)
        }
        while try denoising.next() != nil {}
        return try model.decode(denoising.latents).to(.cpu)
    }

    /// `perPrompt` samples of each prompt, one prompt after the other, with seeds that follow from
    /// one; below 2⁵³, so that tables hold them exactly.
    public static func samples(
        prompts: Int, perPrompt: Int, seed: UInt64
    ) -> [(row: Int, seed: UInt64)] {
        var generator = SeededGenerator(seed: seed)
        return (0..<prompts * perPrompt).map { ($0 / perPrompt, generator.next() >> 11) }
    }
}
