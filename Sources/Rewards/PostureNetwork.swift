public import Networks
public import Tensors

/// A spatial transformer (Jaderberg et al., NIPS 2015) that tells by which affine map a chest
/// X-ray becomes the canonical one: ψ = (s_x, s_y, t_x, t_y, θ).
///
/// A fresh network answers the identity for every picture.
public final class PostureNetwork: RewardNetwork {
    public struct Configuration: Sendable, Equatable, Codable {
        public var trunk: TrunkConfiguration
        public var input: ImageInput
        /// Channels between the trunk and the five numbers.
        public var hidden: Int
        public var card: NetworkCard

        public init(
            trunk: TrunkConfiguration, input: ImageInput, hidden: Int = 256,
            card: NetworkCard = NetworkCard()
        ) {
            self.trunk = trunk
            self.input = input
            self.hidden = hidden
            self.card = card
        }
    }

    public var configuration: Configuration
    public let store: ParameterStore
    public let trunk: any ImageTrunk
    private let hidden: Linear
    private let weight: Parameter
    private let bias: Parameter

    public init(_ configuration: Configuration, store: ParameterStore) throws {
        self.configuration = configuration
        self.store = store
        trunk = try configuration.trunk.makeTrunk(store.root)
        let head = store.root / "head"
        hidden = try Linear(head / "hidden", trunk.featureCount, configuration.hidden)
        let output = head / "output"
        weight = try output.parameter("weight", [5, configuration.hidden], .constant(0))
        bias = try output.parameter("bias", [5], .constant(0))
    }

    /// ψ [N, 5] of images [N, 1, H, W] in 0…1: scales (1 is the identity's), shifts in half
    /// pictures, and the angle in radians.
    public func posture(_ images: Tensor, isTraining: Bool = false) throws -> Tensor {
        let prepared = try configuration.input.prepare(images)
        let features = try trunk.features(prepared, isTraining: isTraining)
        let change = try hidden(features).relu().linear(weight.value, bias.value)
        let identity = try Tensor.of([Float(1), 1, 0, 0, 0]).to(change.device)
        return try change.to(.float32) + identity
    }

    /// The affine matrices [N, 2, 3] of ψ [N, 5], as `Tensor.affineSampled` takes them:
    /// [[s_x cos θ, −s_y sin θ, t_x], [s_x sin θ, s_y cos θ, t_y]].
    public static func matrices(_ posture: Tensor) throws -> Tensor {
        let parts = try (0..<5).map { try posture.select(1, $0) }
        let (cosine, sine) = try (parts[4].cosine(), parts[4].sine())
        let top = try Tensor.stacked([parts[0] * cosine, -(parts[1] * sine), parts[2]], 1)
        let bottom = try Tensor.stacked([parts[0] * sine, parts[1] * cosine, parts[3]], 1)
        return try .stacked([top, bottom], 1)
    }
}
