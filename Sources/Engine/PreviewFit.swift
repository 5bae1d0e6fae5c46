internal import Diffusion
internal import Foundation
internal import RLCF
internal import Rewards
internal import Safetensors
internal import Tensors
internal import Workbench

/// Fits the linear map from latents to grey to a model's own decoder, by least squares over what
/// the anchor makes of some prompts.
enum PreviewFit {
    /// Latent pixels of each of the two x̂0 that are wanted for the fit, over all pictures.
    private static let latentPixels = 1536
    /// Denoising steps are enough for it.
    private static let steps = 10

    /// - Parameter isInterrupted: asked between denoising steps; nil is returned then.
    static func fit(_ trainer: Trainer, isInterrupted: () -> Bool) throws -> LinearPreview? {
        var latents: [Tensor] = []
        let shape = trainer.model.latentShape
        let pictures = max(1, latentPixels / (shape[1] * shape[2]))
        for (number, prompt) in trainer.prompts.prefix(pictures).enumerated() {
            let denoising = try trainer.denoising(
                prompt.text, seed: UInt64(number), branch: .anchor, steps: steps)
            let count = denoising.sampler.steps.count
            while let step = try denoising.next() {
                if isInterrupted() { return nil }
                let isMiddle = step.index == count / 2
                if isMiddle || step.index == count - 1 {
                    latents.append(step.predictedOriginal)
                }
            }
        }
        return try withoutGradient { try fit(latents, trainer.model) }
    }

    static func fit(_ latents: [Tensor], _ model: DiffusionModel) throws -> LinearPreview {
        let all = try Tensor.concatenated(latents, 0).to(.float32)
        let pictures = try Tensor.concatenated(latents.map { try model.decode($0) }, 0)
        let (count, channels) = (all.size(0), all.size(1))
        let (height, width) = (all.size(2), all.size(3))
        let side = pictures.size(2) / height

        // one row per latent pixel: its numbers and 1, and the block of grey that it stands for
        let rows = try all.permuted(0, 2, 3, 1).reshaped(-1, channels).to(.cpu)
        let inputs = try Tensor.concatenated([rows, Tensor.ones([rows.size(0), 1])], 1)
        let blocks = try pictures.reshaped(count, height, side, width, side)
            .permuted(0, 1, 3, 2, 4).reshaped(-1, side * side).to(.cpu)
        let solution = try inputs.leastSquares(blocks)
        let weight = try solution.sliced(0, 0..<channels).transposed(0, 1).contiguous()
        return try LinearPreview(
            weight: weight.floats(), bias: solution.at(channels).contiguous().floats())
    }

    static func write(_ preview: LinearPreview, to path: String) throws {
        let size = preview.bias.count
        try SafetensorsWriter.write(
            [
                TensorBytes(
                    name: "weight", shape: [size, preview.channels], floats: preview.weight),
                TensorBytes(name: "bias", shape: [size], floats: preview.bias),
            ], to: path)
    }
}
