public import Networks
public import Tensors
public import Text

/// A multi-label classifier of findings: a trunk, a linear layer, and calibrated probabilities.
public final class DiagnosisNetwork: RewardNetwork {
    public struct Configuration: Sendable, Equatable, Codable {
        /// The outputs in their order.
        public var findings: [Finding]
        public var trunk: TrunkConfiguration
        public var input: ImageInput
        /// One per finding; empty means none.
        public var calibration: [Calibration]
        /// Findings that it tells well enough to be used as a reward; empty means all.
        public var rewarded: [Finding]
        public var card: NetworkCard

        public init(
            findings: [Finding], trunk: TrunkConfiguration, input: ImageInput,
            calibration: [Calibration] = [], rewarded: [Finding] = [],
            card: NetworkCard = NetworkCard()
        ) {
            self.findings = findings
            self.trunk = trunk
            self.input = input
            self.calibration = calibration
            self.rewarded = rewarded
            self.card = card
        }
    }

    /// p = σ(logit / temperature + bias) (Platt scaling).
    public struct Calibration: Sendable, Equatable, Codable {
        public var temperature: Double
        public var bias: Double

        public init(temperature: Double = 1, bias: Double = 0) {
            self.temperature = temperature
            self.bias = bias
        }
    }

    public var configuration: Configuration
    public let store: ParameterStore
    public let trunk: any ImageTrunk
    private let classifier: Linear

    public init(_ configuration: Configuration, store: ParameterStore) throws {
        guard !configuration.findings.isEmpty,
            [0, configuration.findings.count].contains(configuration.calibration.count),
            configuration.calibration.allSatisfy({ $0.temperature > 0 })
        else {
            throw NetworkError(
                "A diagnosis network needs at least one finding, and one calibration of positive "
                    + "temperature for each of them or none at all.")
        }
        self.configuration = configuration
        self.store = store
        trunk = try configuration.trunk.makeTrunk(store.root)
        classifier = try Linear(
            store.root / "classifier", trunk.featureCount, configuration.findings.count)
    }

    /// Features before the classifier, [N, C], of images [N, 1, H, W] in 0…1.
    public func features(_ images: Tensor, isTraining: Bool = false) throws -> Tensor {
        try trunk.features(configuration.input.prepare(images), isTraining: isTraining)
    }

    /// [N, findings], before calibration, of images [N, 1, H, W] in 0…1.
    public func logits(_ images: Tensor, isTraining: Bool = false) throws -> Tensor {
        try classifier(features(images, isTraining: isTraining))
    }

    /// Calibrated probabilities [N, findings] of images [N, 1, H, W] in 0…1.
    public func probabilities(_ images: Tensor) throws -> Tensor {
        let logits = try logits(images).to(.float32)
        guard !configuration.calibration.isEmpty else { return try logits.sigmoid() }
        let slopes = configuration.calibration.map { Float(1 / $0.temperature) }
        let biases = configuration.calibration.map { Float($0.bias) }
        let scaled = try logits * Tensor.of(slopes).to(logits.device)
        return try (scaled + Tensor.of(biases).to(logits.device)).sigmoid()
    }
}
