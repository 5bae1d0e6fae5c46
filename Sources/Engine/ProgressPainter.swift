internal import Diffusion
internal import Images
internal import RLCF
internal import Tensors
internal import Workbench

/// What makes pictures of latents that are still being denoised.
enum ProgressPainter {
    case decoder(TinyDecoder)
    case map(LinearPreview)

    /// The small decoder that a user named.
    ///
    /// - Throws: `EngineError` where it is made for other latents than the model's.
    static func decoder(folder: String, for model: DiffusionModel) throws -> ProgressPainter {
        let decoder = try TinyDecoder(folder: folder, device: model.device)
        let (own, needed) = (decoder.configuration.latentChannels, model.latentShape[0])
        guard own == needed else {
            throw EngineError(
                "preview.decoder: \(folder) reads latents of \(own) channels and this model's "
                    + "have \(needed): name another, or leave it empty.")
        }
        return .decoder(decoder)
    }

    /// The picture of the first of latents [N, C, h, w].
    func picture(of latents: Tensor) throws -> GreyPicture {
        switch self {
        case .decoder(let decoder):
            return try GreyPicture.pictures(decoder.decode(latents.sliced(0, 0..<1)))[0]
        case .map(let map):
            let floats = try latents.at(0).contiguous().floats()
            return try map.picture(
                of: floats[...], height: latents.size(2), width: latents.size(3))
        }
    }
}
