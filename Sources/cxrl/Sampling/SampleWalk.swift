import Configuration
import Diffusion
import RLCF
import Safetensors
import Tensors
import Text

/// The denoising of one prompt, with everything that it needs loaded.
struct SampleWalk {
    let model: DiffusionModel
    let initial: Tensor
    let denoising: Denoising
    /// What did not fit into the context.
    let cutText: String

    init(_ order: SampleOrder) throws {
        let model = try ModelFolder(order.model).load()
        self.model = model
        let tokens = try model.tokenizer.encodePadded(
            order.prompt, contextLength: model.contextLength, truncate: order.truncates)
        cutText = tokens.cutText
        let sampler = try order.settings.makeSampler(model.schedule)
        let conditions = try model.conditions(
            [order.prompt], guidance: order.settings.guidance)
        let predict = try Self.predictor(order, model, conditions)

        // Drawn even where the noise is given, so that a seed's steps do not depend on that.
        let generator = try RandomGenerator(seed: order.seed, device: .cpu)
        let drawn = try generator.normal([1] + model.latentShape)
        initial = try order.latentsFile.map { try Self.noise(in: $0, for: model) } ?? drawn
        denoising = try Denoising(
            sampler, latents: initial, generators: [generator], predict: predict)
    }

    /// Walks to the end.
    func finish() throws -> [Denoising.Step] {
        var steps: [Denoising.Step] = []
        while let step = try denoising.next() { steps.append(step) }
        return steps
    }

    private static func predictor(
        _ order: SampleOrder, _ model: DiffusionModel, _ conditions: Conditions
    ) throws -> (Tensor, Tensor) throws -> Tensor {
        if order.usesPolicy, let run = order.run {
            let policy = try TunedPolicy.load(run, order.configuration, model: model)
            return { try policy.predict($0, timesteps: $1, conditions: conditions) }
        }
        let guidance = try Guidance(
            scale: conditions.guidance, context: conditions.context,
            unconditionalContext: conditions.unconditional)
        return { try guidance.predict(model.unet, $0, timesteps: $1) }
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
