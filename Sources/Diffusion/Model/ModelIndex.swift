/// `model_index.json`: which class of which Python library each part is.
struct ModelIndex: Encodable {
    private enum CodingKeys: String, CodingKey {
        case className = "_class_name"
        case version = "_diffusers_version"
        case needsSafetyChecker = "requires_safety_checker"
        case scheduler, tokenizer, unet, vae
        case textEncoder = "text_encoder"
        case safetyChecker = "safety_checker"
        case featureExtractor = "feature_extractor"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode("StableDiffusionPipeline", forKey: .className)
        try values.encode("0.30.0", forKey: .version)
        try values.encode(false, forKey: .needsSafetyChecker)
        try values.encode(["diffusers", "DDIMScheduler"], forKey: .scheduler)
        try values.encode(["transformers", "CLIPTokenizer"], forKey: .tokenizer)
        try values.encode(["diffusers", "UNet2DConditionModel"], forKey: .unet)
        try values.encode(["diffusers", "AutoencoderKL"], forKey: .vae)
        try values.encode(["transformers", "CLIPTextModel"], forKey: .textEncoder)
        try values.encode([String?](repeating: nil, count: 2), forKey: .safetyChecker)
        try values.encode([String?](repeating: nil, count: 2), forKey: .featureExtractor)
    }
}
