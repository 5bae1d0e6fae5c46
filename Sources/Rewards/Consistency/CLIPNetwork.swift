internal import Diffusion
internal import Foundation
internal import Networks
public import Tensors
internal import Text

/// A CLIP of `transformers` (CLIPModel, Radford et al., ICML 2021) with a vision transformer.
///
/// Pictures are brought to its size as everywhere in this program, not by bicubic interpolation.
public final class CLIPNetwork: JointSpace {
    private let configuration: CLIPConfiguration
    private let input: ImageInput
    let store: ParameterStore
    private let textEncoder: TextEncoder
    private let vision: VisionTransformer
    private let imageProjection: Linear
    private let textProjection: Linear
    private let tokenizer: Tokenizer?

    /// `preprocessor_config.json`, where it is there.
    private struct Preprocessor: Decodable {
        let means: [Double]
        let deviations: [Double]

        enum CodingKeys: String, CodingKey {
            case means = "image_mean"
            case deviations = "image_std"
        }

        /// As the first CLIP models were trained with.
        static let standard = Preprocessor(
            means: [0.481_454_66, 0.457_827_5, 0.408_210_73],
            deviations: [0.268_629_54, 0.261_302_58, 0.275_777_11])
    }

    /// Reads `config.json`, `model.safetensors` and the tokenizer, which may be in `tokenizer/`.
    public convenience init(folder: String, device: Device = .cpu) throws {
        let source = try CheckpointFile(path: NetworkFolder.weightsPath(in: folder))
        let own = "\(folder)/tokenizer"
        let place = FileManager.default.fileExists(atPath: own) ? own : folder
        try self.init(
            folder: folder, store: ParameterStore(.source(source), device: device),
            tokenizer: Tokenizer(folder: place))
    }

    /// - Parameter folder: holds the configuration.
    init(folder: String, store: ParameterStore, tokenizer: Tokenizer?) throws {
        configuration = try NetworkFolder.configuration(CLIPConfiguration.self, in: folder)
        let preprocessor =
            FileManager.default.contents(atPath: "\(folder)/preprocessor_config.json")
            .flatMap { try? JSONDecoder().decode(Preprocessor.self, from: $0) } ?? .standard
        input = ImageInput(
            size: configuration.vision.imageSize,
            channels: zip(preprocessor.means, preprocessor.deviations).map {
                ImageInput.Channel(mean: $0, deviation: $1)
            })
        self.store = store
        self.tokenizer = tokenizer
        textEncoder = try TextEncoder(configuration.text, store)
        vision = try VisionTransformer(configuration.vision, store.root / "vision_model")
        imageProjection = try Linear(
            store.root / "visual_projection", configuration.vision.layer.hiddenSize,
            configuration.dimensions, bias: false)
        textProjection = try Linear(
            store.root / "text_projection", configuration.text.hiddenSize,
            configuration.dimensions, bias: false)
    }

    public func embed(images: Tensor) throws -> Tensor {
        try imageProjection(vision(input.prepare(images))).to(.float32).normalized(1)
    }

    public func embed(report: String) throws -> Tensor {
        guard let tokenizer else { throw RewardError("This CLIP network has no tokenizer.") }
        let length = configuration.text.contextLength
        let ids = try tokenizer.encodePadded(report, contextLength: length, truncate: true).ids
        return try embed(ids: .of(ids, shape: [1, length]).to(store.device)).at(0)
    }

    /// [N, D] of token ids [N, L].
    func embed(ids: Tensor) throws -> Tensor {
        let pooled = try textEncoder.pooled(textEncoder(ids), ids: ids)
        return try textProjection(pooled).to(.float32).normalized(1)
    }

    public func identify(into fingerprint: inout Fingerprint) throws {
        try fingerprint.combine(encoding: input)
        for pair in tokenizer?.merges ?? [] {
            fingerprint.combine("\(pair.first) \(pair.second)")
        }
        try fingerprint.combine(store)
    }
}
