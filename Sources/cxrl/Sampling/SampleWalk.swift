import Diffusion
import RLCF
import Safetensors
import Tensors
import Text

/// The denoising of one prompt, with everything that it needs loaded.
struct SampleWalk {
    let model: DiffusionModel
    /// What the first step begins with.
    let initial: Tensor
    let denoising: Denoising
    /// What did not fit into the context.
    let cutText: String

    init(_ order: SampleOrder) throws {
        let loaded = try order.source.load()
        model = loaded.model
        let tokens = try model.tokenizer.encodePadded(
            order.prompt, contextLength: model.contextLength, truncate: order.truncates)
        cutText = tokens.cutText
        let conditions = try model.conditions([order.prompt], guidance: order.settings.guidance)

        // Drawn even where the noise is given, so that a seed's steps do not depend on that.
        let generator = try RandomGenerator(seed: order.seed, device: .cpu)
        let drawn = try generator.normal([1] + model.latentShape)
        let noise = try order.latentsFile.map { try Self.noise(in: $0, for: loaded.model) }
        denoising = try Denoising(
            order.settings.makeSampler(model.schedule), latents: (noise ?? drawn).to(model.device),
            generators: [generator], predict: loaded.predictor(conditions))
        initial = denoising.latents
    }

    /// Walks to the end.
    func finish() throws -> [Denoising.Step] {
        var steps: [Denoising.Step] = []
        while let step = try denoising.next() { steps.append(step) }
        return steps
    }

    private static func noise(in path: String, for model: DiffusionModel) throws -> Tensor {
        let file = try SafetensorsFile(path: path)
        let latents = try Tensor.mapped("latents", in: file).to(.float32)
        guard latents.shape == model.latentShape else {
            throw ModelError(
                "\(path): latents has the shape \(latents.shape), and this model's are "
                    + "\(model.latentShape).")
        }
        return try latents.unsqueezed(0)
    }
}
