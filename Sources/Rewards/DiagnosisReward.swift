public import Configuration
public import Tensors
internal import Text

/// How well a classifier sees in an image what its report says, and does not see what the report
/// denies.
public final class DiagnosisReward: Reward {
    public let name = RewardKind.diagnosis.rawValue
    public let feedback = RewardFeedback.comparative
    public let identity: String
    private let network: DiagnosisNetwork
    private let settings: Configuration.Rewards.Diagnosis
    /// Findings that count, with their places among the network's outputs.
    private let findings: [(name: String, output: Int)]

    /// - Throws: `RewardError` where the network is to be trusted with a finding that it does not
    ///   know.
    public init(
        _ network: DiagnosisNetwork,
        _ settings: Configuration.Rewards.Diagnosis = Configuration.Rewards.Diagnosis()
    ) throws {
        self.network = network
        self.settings = settings
        let known = network.configuration.findings
        let rewarded = network.configuration.rewarded
        findings = try (rewarded.isEmpty ? known : rewarded).map { finding in
            guard let output = known.firstIndex(of: finding) else {
                throw RewardError(
                    "The diagnosis network is to reward '\(finding.name)', which is not among its "
                        + "findings: correct 'rewarded' in its config.json.")
            }
            return (finding.name, output)
        }
        var fingerprint = Fingerprint()
        fingerprint.combine(settings.score.rawValue)
        if settings.unmentioned != .unknown { fingerprint.combine(settings.unmentioned.rawValue) }
        for member in [network] + network.committee { try fingerprint.combine(member) }
        identity = fingerprint.text
    }

    /// A reward by a person's choices that looks at the same network's features.
    public func makeJudgementReward() -> JudgementReward { JudgementReward(network) }

    /// The findings that count, by name.
    public var findingNames: [String] { findings.map(\.name) }

    public func score(_ images: Tensor, prompts: [ScoredPrompt]) throws -> Tensor {
        let outputs = network.configuration.findings.count
        let probabilities = try network.probabilities(images).floats()
        let scores = prompts.enumerated().map { index, prompt in
            let labels = labels(of: prompt)
            let known = findings.compactMap { finding in
                labels[finding.name].map {
                    (probability: probabilities[index * outputs + finding.output], isPresent: $0)
                }
            }
            return DiagnosisScore.score(known, settings.score)
        }
        return try .of(scores)
    }

    /// What is known of the findings that count; what the report calls uncertain is not known.
    private func labels(of prompt: ScoredPrompt) -> [String: Bool] {
        guard settings.unmentioned == .absent else { return prompt.findings }
        let report = FindingsLabeler().label(prompt.text)
        let unmentioned = findings.map(\.name).filter {
            report.assertion(of: Finding(rawValue: $0)) == nil
        }
        return prompt.findings.merging(unmentioned.map { ($0, false) }) { known, _ in known }
    }
}
