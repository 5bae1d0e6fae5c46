public import Configuration
public import Images
public import Tensors

/// How much a picture resembles those that a person found better: a Bradley–Terry head on the
/// diagnosis network's features, which stay as they are.
///
/// The head is a function of the choices that it was given, so that nothing else of it is kept.
/// It sees the picture alone, not the prompt: the pictures of a pair have the same one.
public final class JudgementReward: Reward {
    /// In metric keys and settings.
    public static let rewardName = "judgement"
    /// With fewer choices in which one picture was better there is no head.
    public static let fewestChoices = 10

    /// Two pictures, and how much the first one was preferred: 1, 0, or ½ where neither was.
    public struct Choice {
        public let id: Int
        public let first: GreyPicture
        public let second: GreyPicture
        public let preferred: Double

        public init(id: Int, first: GreyPicture, second: GreyPicture, preferred: Double) {
            self.id = id
            self.first = first
            self.second = second
            self.preferred = preferred
        }
    }

    public let name = JudgementReward.rewardName
    public let feedback = RewardFeedback.comparative
    /// Nil while there are too few choices.
    public private(set) var head: PreferenceHead?
    private let network: DiagnosisNetwork
    /// By the choice's id.
    private var pairs: [Int: PreferenceHead.Pair] = [:]

    init(_ network: DiagnosisNetwork) {
        self.network = network
    }

    /// Of its choices, which it is a function of with the network.
    public var identity: String {
        var fingerprint = Fingerprint()
        for (id, pair) in pairs.sorted(by: { $0.key < $1.key }) {
            fingerprint.combine("\(id) \(pair.preferred)")
        }
        return fingerprint.text
    }

    /// Ids of the choices that it was given.
    public var choices: Set<Int> { Set(pairs.keys) }

    /// Choices in which one picture was better.
    public var decided: Int { pairs.values.count { $0.preferred != 0.5 } }

    /// Looks at the pictures of a choice; `fit` makes use of it.
    public func learn(_ choice: Choice, device: Device = .cpu) throws {
        let features = try [choice.first, choice.second].map { picture in
            let shades = picture.pixels.map { Float($0) / 255 }
            let image = try Tensor.of(shades, shape: [1, 1, picture.height, picture.width])
            return try self.features(image.to(device))[0]
        }
        pairs[choice.id] = PreferenceHead.Pair(
            first: features[0], second: features[1], preferred: choice.preferred)
    }

    /// Forgets all choices but those.
    public func keep(_ ids: Set<Int>) {
        pairs = pairs.filter { ids.contains($0.key) }
    }

    /// Fits the head to the choices that it has, in the order of their ids; with too few it goes.
    public func fit() {
        head = decided < Self.fewestChoices ? nil : PreferenceHead(orderedPairs)
    }

    /// How many choices a head foresees that is fitted to the others.
    public var foreseen: (right: Double, count: Int) { PreferenceHead.foreseen(orderedPairs) }

    private var orderedPairs: [PreferenceHead.Pair] {
        pairs.sorted { $0.key < $1.key }.map(\.value)
    }

    /// What the head sees of images [N, 1, H, W] in 0…1: N lists, outside autograd.
    public func features(_ images: Tensor) throws -> [[Double]] {
        try withoutGradient {
            let features = try network.features(images).to(.float32).to(.cpu)
            let (count, width) = (features.size(0), features.size(1))
            let values = try features.doubles()
            return (0..<count).map { Array(values[$0 * width..<($0 + 1) * width]) }
        }
    }

    /// In log-odds; zero without a head.
    public func score(_ features: [Double]) -> Double { head?.score(features) ?? 0 }

    public func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        try .of(features(images).map { Float(score($0)) })
    }
}
