internal import Configuration
internal import Diffusion
internal import Images
internal import Networks
internal import RLCF
internal import Safetensors
internal import Tensors
internal import Text
internal import Workbench

/// Reads from the policy where it looks for each word at a step of a stored trajectory.
enum AttentionReading {
    static func maps(
        _ request: AttentionRequest, trainer: Trainer, folder: String
    ) throws -> AttentionMaps {
        let file = try SafetensorsFile(path: "\(folder)/\(request.trajectory)")
        let timesteps = try file.integers(of: "timesteps")
        guard timesteps == trainer.sampler.steps.map(\.timestep),
            timesteps.indices.contains(request.step)
        else {
            throw EngineError(
                "\(request.trajectory) was not made with this run's steps, so its attention "
                    + "cannot be found again.")
        }
        let model = trainer.model
        let latents = try Tensor.mapped("latents", in: file).at(request.step).unsqueezed(0)
            .to(model.unet.store.dtype).to(model.device)
        let attention = try trainer.attention(
            latents, step: request.step,
            conditions: model.conditions(
                [request.prompt], guidance: trainer.configuration.rollout.guidance))
        return AttentionMaps(
            request: request, trainedEpochs: trainer.epoch,
            maps: try words(request.prompt, attention, model) + embeddings(attention, model))
    }

    /// Words that the context does not hold have no map.
    private static func words(
        _ prompt: String, _ attention: Tensor, _ model: DiffusionModel
    ) throws -> [AttentionMap] {
        try model.tokenizer.words(in: prompt)
            .filter { $0.tokens.upperBound <= model.contextLength - 2 }
            .map { word in
                // the begin marker comes before the words
                let tokens = word.tokens.lowerBound + 1..<word.tokens.upperBound + 1
                return try map(word.text, attention.sliced(0, tokens).sum(0))
            }
    }

    private static func embeddings(
        _ attention: Tensor, _ model: DiffusionModel
    ) throws -> [AttentionMap] {
        try (model.contextLength..<max(model.contextLength, attention.size(0))).map { token in
            try map("ACE \(token - model.contextLength + 1)", attention.at(token))
        }
    }

    /// Of weights [H, W].
    private static func map(_ label: String, _ weights: Tensor) throws -> AttentionMap {
        let values = try weights.doubles()
        let (lowest, peak) = (values.min() ?? 0, values.max() ?? 0)
        let scale = peak > lowest ? 255 / (peak - lowest) : 0
        return AttentionMap(
            label: label, share: values.reduce(0, +) / Double(max(1, values.count)),
            lowest: lowest, peak: peak,
            picture: GreyPicture(
                width: weights.size(1), height: weights.size(0),
                pixels: values.map { UInt8((($0 - lowest) * scale).rounded()) }))
    }
}
