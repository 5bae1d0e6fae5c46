public import Diffusion
public import Networks
public import Tensors

/// Image and report encoders of one joint space (as CLIP: Radford et al., ICML 2021), with the
/// keys of `transformers`' CLIPModel for the text side and the projections.
public final class ConsistencyNetwork: RewardNetwork {
    public struct Configuration: Sendable, Equatable, Codable {
        public var trunk: TrunkConfiguration
        public var input: ImageInput
        public var text: TextEncoderConfiguration
        /// Dimensions of the joint space.
        public var dimensions: Int
        public var card: NetworkCard

        public init(
            trunk: TrunkConfiguration, input: ImageInput, text: TextEncoderConfiguration,
            dimensions: Int, card: NetworkCard = NetworkCard()
        ) {
            self.trunk = trunk
            self.input = input
            self.text = text
            self.dimensions = dimensions
            self.card = card
        }
    }

    public var configuration: Configuration
    public let store: ParameterStore
    public let trunk: any ImageTrunk
    public let textEncoder: TextEncoder
    private let imageProjection: Linear
    private let textProjection: Linear
    /// The logarithm of the factor that contrastive training multiplies cosines by; begins as
    /// log(1 / 0.07).
    public let logitScale: Parameter

    public init(_ configuration: Configuration, store: ParameterStore) throws {
        self.configuration = configuration
        self.store = store
        trunk = try configuration.trunk.makeTrunk(store.root / "vision_model")
        textEncoder = try TextEncoder(configuration.text, store)
        imageProjection = try Linear(
            store.root / "visual_projection", trunk.featureCount, configuration.dimensions,
            bias: false)
        textProjection = try Linear(
            store.root / "text_projection", configuration.text.hiddenSize,
            configuration.dimensions, bias: false)
        logitScale = try store.root.parameter("logit_scale", [], .constant(2.659_26))
    }

    /// Unit vectors [N, `dimensions`] of images [N, 1, H, W] in 0…1.
    public func embed(images: Tensor, isTraining: Bool = false) throws -> Tensor {
        let prepared = try configuration.input.prepare(images)
        let features = try trunk.features(prepared, isTraining: isTraining)
        return try imageProjection(features).to(.float32).normalized(1)
    }

    /// Unit vectors [N, `dimensions`] of token ids [N, L].
    public func embed(ids: Tensor) throws -> Tensor {
        let pooled = try textEncoder.pooled(textEncoder(ids), ids: ids)
        return try textProjection(pooled).to(.float32).normalized(1)
    }
}
