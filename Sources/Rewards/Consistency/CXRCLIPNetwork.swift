public import Networks
public import Tensors

/// CXR-CLIP (You et al., MICCAI 2023) with a ResNet-50 and BERT, with its checkpoint keys.
public final class CXRCLIPNetwork: RewardNetwork {
    /// Which of a report's hidden states stands for it.
    public enum Pooling: String, Sendable, Codable {
        /// The last token's.
        case eos
        /// The first token's.
        case bos
        case mean
    }

    public struct Configuration: Sendable, Equatable, Codable {
        /// What tells such a folder from others.
        public static let architecture = "cxr_clip"

        public var architecture = Configuration.architecture
        public var trunk: TrunkConfiguration
        public var input: ImageInput
        public var text: BERTEncoder.Configuration
        public var pooling: Pooling
        /// Tokens of a report that are read, its two markers included.
        public var reportLength: Int
        /// Dimensions of the joint space.
        public var dimensions: Int
        public var card: NetworkCard

        private enum CodingKeys: String, CodingKey {
            case architecture, trunk, input, text, pooling, dimensions, card
            case reportLength = "report_length"
        }

        public init(
            trunk: TrunkConfiguration = .residual(.resNet50), input: ImageInput,
            text: BERTEncoder.Configuration, pooling: Pooling = .eos, reportLength: Int,
            dimensions: Int = 512, card: NetworkCard = NetworkCard()
        ) {
            self.trunk = trunk
            self.input = input
            self.text = text
            self.pooling = pooling
            self.reportLength = reportLength
            self.dimensions = dimensions
            self.card = card
        }
    }

    public let configuration: Configuration
    public let store: ParameterStore
    private let trunk: any ImageTrunk
    private let textEncoder: BERTEncoder
    private let imageProjection: Linear
    private let textProjection: Linear

    public init(_ configuration: Configuration, store: ParameterStore) throws {
        guard (3...configuration.text.contextLength).contains(configuration.reportLength) else {
            throw NetworkError(
                "report_length must be from 3 to \(configuration.text.contextLength), what BERT "
                    + "reads; it is \(configuration.reportLength).")
        }
        self.configuration = configuration
        self.store = store
        trunk = try configuration.trunk.makeTrunk(store.root / "image_encoder" / "resnet")
        textEncoder = try BERTEncoder(
            configuration.text, store.root / "text_encoder" / "text_encoder")
        imageProjection = try Linear(
            store.root / "image_projection" / "projection", trunk.featureCount,
            configuration.dimensions)
        textProjection = try Linear(
            store.root / "text_projection" / "projection", configuration.text.hiddenSize,
            configuration.dimensions)
    }

    /// Unit vectors [N, `dimensions`] of images [N, 1, H, W] in 0…1.
    public func embed(images: Tensor) throws -> Tensor {
        let features = try trunk.features(configuration.input.prepare(images))
        return try imageProjection(features).to(.float32).normalized(1)
    }

    /// The unit vector [`dimensions`] of a report's token ids.
    public func embed(ids: [Int]) throws -> Tensor {
        let tensor = try Tensor.of(ids, shape: [1, ids.count]).to(store.device)
        let hidden = try textEncoder(tensor)
        let pooled =
            switch configuration.pooling {
            case .eos: try hidden.select(1, ids.count - 1)
            case .bos: try hidden.select(1, 0)
            case .mean: try hidden.mean(1)
            }
        return try textProjection(pooled).to(.float32).normalized(1).at(0)
    }
}
