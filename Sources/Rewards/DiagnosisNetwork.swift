internal import Foundation
public import Networks
public import Tensors
public import Text

/// A multi-label classifier of findings: a trunk, a linear layer, and calibrated probabilities.
public final class DiagnosisNetwork: RewardNetwork {
    public struct Configuration: Sendable, Equatable, Codable {
        /// What it tells, in the order of its outputs.
        public var findings: [Finding]
        /// Where they lie among the classifier's outputs; nil where those are all there are.
        public var outputs: Outputs?
        public var trunk: TrunkConfiguration
        public var input: ImageInput
        /// One per finding; empty means none.
        public var calibration: [Calibration]
        /// Probabilities that become ½, one per finding, as torchxrayvision normalises them: those
        /// below are stretched to 0…½, those above to ½…1. A finding without one gets ½: nothing
        /// is known of it. Nil leaves probabilities as they are.
        public var operatingPoints: [Double?]?
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

        private enum CodingKeys: String, CodingKey {
            case findings, outputs, trunk, input, calibration, rewarded, card
            case operatingPoints = "operating_points"
        }

        /// Outputs of the classifier, labels that it was not trained on among them.
        var outputCount: Int { outputs?.count ?? findings.count }

        fileprivate var isSound: Bool {
            let known = findings.count
            let places = outputs?.places ?? Array(0..<known)
            return known > 0 && [0, known].contains(calibration.count)
                && calibration.allSatisfy { $0.temperature > 0 }
                && places.count == known && places.allSatisfy { (0..<outputCount).contains($0) }
                && operatingPoints.map { $0.count == known } ?? true
                && (operatingPoints ?? []).allSatisfy { $0.map { $0 > 0 && $0 < 1 } ?? true }
        }
    }

    /// A classifier with more outputs than findings that it knows.
    public struct Outputs: Sendable, Equatable, Codable {
        public var count: Int
        /// Of each finding, from 0.
        public var places: [Int]

        public init(count: Int, places: [Int]) {
            self.count = count
            self.places = places
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
    /// Networks that were trained beside this one on the same films, whose probabilities are
    /// averaged with its own: a policy that several have to approve of follows no single one's
    /// errors (Coste et al., "Reward Model Ensembles Help Mitigate Overoptimization", ICLR 2024).
    public private(set) var committee: [DiagnosisNetwork] = []
    public let trunk: any ImageTrunk
    private let classifier: Linear

    public init(_ configuration: Configuration, store: ParameterStore) throws {
        guard configuration.isSound else {
            throw NetworkError(
                "A diagnosis network needs at least one finding, and for each of them, or for "
                    + "none, a calibration of positive temperature, a place among the outputs, and "
                    + "an operating point between 0 and 1.")
        }
        self.configuration = configuration
        self.store = store
        trunk = try configuration.trunk.makeTrunk(store.root)
        classifier = try Linear(
            store.root / "classifier", trunk.featureCount, configuration.outputCount)
    }

    /// Reads the folder, with the committee that its folders `member-2`, `member-3`, … hold, and
    /// freezes all of them.
    ///
    /// - Throws: `RewardError` with the file's name, or what is wrong with the weights.
    public convenience init(committeeFolder folder: String, device: Device = .cpu) throws {
        try self.init(folder: folder, device: device)
        for path in Self.committeeFolders(of: folder) {
            let member = try DiagnosisNetwork(folder: path, device: device)
            guard member.configuration.findings == configuration.findings else {
                throw RewardError(
                    "\(path) tells other findings than \(folder): a committee's networks must "
                        + "tell the same ones in the same order.")
            }
            committee.append(member)
        }
    }

    /// Where the second and further networks of a committee lie.
    public static func memberFolder(_ number: Int, of folder: String) -> String {
        number == 1 ? folder : "\(folder)/member-\(number)"
    }

    /// Where the committee of the network in `folder` lies.
    public static func committeeFolders(of folder: String) -> [String] {
        let folders = (2...).lazy.map { memberFolder($0, of: folder) }
        return Array(folders.prefix { FileManager.default.fileExists(atPath: $0) })
    }

    /// Features before the classifier, [N, C], of images [N, 1, H, W] in 0…1.
    public func features(_ images: Tensor, isTraining: Bool = false) throws -> Tensor {
        try trunk.features(configuration.input.prepare(images), isTraining: isTraining)
    }

    /// [N, findings], before calibration, of images [N, 1, H, W] in 0…1.
    public func logits(_ images: Tensor, isTraining: Bool = false) throws -> Tensor {
        let outputs = try classifier(features(images, isTraining: isTraining))
        guard let places = configuration.outputs?.places else { return outputs }
        return try outputs.selecting(1, places)
    }

    /// Calibrated probabilities [N, findings] of images [N, 1, H, W] in 0…1; a committee's are
    /// those of the mean of its log odds.
    public func probabilities(_ images: Tensor) throws -> Tensor {
        let own = try ownProbabilities(images)
        guard !committee.isEmpty else { return own }
        let odds = try ([own] + committee.map { try $0.ownProbabilities(images) }).map {
            let inside = try $0.clamped(1e-6...1 - 1e-6)
            return try (inside / (1 - inside)).log()
        }
        return try Tensor.stacked(odds, 0).mean(0).sigmoid()
    }

    private func ownProbabilities(_ images: Tensor) throws -> Tensor {
        let logits = try logits(images).to(.float32)
        return try normalized(calibrated(logits).sigmoid())
    }

    private func calibrated(_ logits: Tensor) throws -> Tensor {
        guard !configuration.calibration.isEmpty else { return logits }
        let slopes = configuration.calibration.map { Float(1 / $0.temperature) }
        let biases = configuration.calibration.map { Float($0.bias) }
        let scaled = try logits * Tensor.of(slopes).to(logits.device)
        return try scaled + Tensor.of(biases).to(logits.device)
    }

    private func normalized(_ probabilities: Tensor) throws -> Tensor {
        guard let points = configuration.operatingPoints else { return probabilities }
        let thresholds = try Tensor.of(points.map { Float($0 ?? 0.5) }).to(probabilities.device)
        let below = try probabilities / (thresholds * 2)
        let above = try (probabilities - 1) / ((thresholds * -1 + 1) * 2) + 1
        let stretched = try thresholds.isGreater(than: probabilities).choose(below, above)
        let isKnown = try Tensor.of(points.map { Float($0 == nil ? 0 : 1) })
            .to(probabilities.device)
        return try (stretched - 0.5) * isKnown + 0.5
    }
}
