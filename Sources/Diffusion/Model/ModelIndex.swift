/// `model_index.json`: which class of which Python library each part is.
struct ModelIndex: Codable {
    /// Parts that this program reads, with the classes that it knows for them.
    private static let parts: [String: [String]] = [
        "unet": ["UNet2DConditionModel"], "vae": ["AutoencoderKL"],
        "text_encoder": ["CLIPTextModel", "CLIPTextModelWithProjection"], "tokenizer": [],
        "scheduler": [],
    ]
    /// Parts that make no difference to a picture.
    private static let ignored = ["safety_checker", "feature_extractor", "image_encoder"]

    private static let written = [
        "scheduler": ["diffusers", "DDIMScheduler"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
    ]

    init() {}

    /// - Throws: `ModelError` where the folder holds a model of another kind.
    init(from decoder: any Decoder) throws {
        let values = try decoder.singleValueContainer().decode([String: JSONValue].self)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard case .array(let entry) = value, entry.count == 2, entry[1] != .null,
                !Self.ignored.contains(name)
            else { continue }
            guard let classes = Self.parts[name] else {
                throw ModelError(
                    "the model has a part '\(name)' (\(entry[1])), which Stable Diffusion 1.x and "
                        + "2.x do not have; only those are supported.")
            }
            guard classes.isEmpty || classes.contains(where: { entry[1] == .string($0) }) else {
                throw ModelError(
                    "its \(name) is a \(entry[1]); only \(classes.joined(separator: " or ")) is "
                        + "supported.")
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode("StableDiffusionPipeline", forKey: Key("_class_name"))
        try values.encode("0.30.0", forKey: Key("_diffusers_version"))
        try values.encode(false, forKey: Key("requires_safety_checker"))
        for (name, entry) in Self.written { try values.encode(entry, forKey: Key(name)) }
        for name in ["safety_checker", "feature_extractor"] {
            try values.encode([String?](repeating: nil, count: 2), forKey: Key(name))
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
