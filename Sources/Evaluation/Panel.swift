public import Configuration
internal import Foundation
internal import Networks
public import Rewards
public import Tensors
public import Text

/// The networks that look at pictures in one capacity: those that reward, or those that judge.
public struct Panel {
    public enum Role: String, Sendable, Codable, CaseIterable {
        case reward, judge

        /// The networks of a model folder in this capacity.
        public func catalogue(ofModel folder: String) -> RewardCatalogue {
            switch self {
            case .reward: .rewards(ofModel: folder)
            case .judge: .judges(ofModel: folder)
            }
        }
    }

    public let role: Role
    public let scorers: [any Reward]
    public let diagnosis: DiagnosisNetwork?
    /// A sentence where networks are missing.
    public let remark: String?

    /// Those that are there, the user's own rewards among those that reward.
    ///
    /// - Parameter modelFolder: holds `rewards/` and `judges/`.
    /// - Throws: where one is there and cannot be read.
    public init(
        _ role: Role, ofModel modelFolder: String, _ settings: Configuration.Rewards,
        tokenizer: Tokenizer, device: Device = .cpu
    ) throws {
        self.role = role
        let catalogue = role.catalogue(ofModel: modelFolder)
        let available = catalogue.available
        let networks = try available.map {
            try catalogue.load($0, settings, tokenizer: tokenizer, device: device)
        }
        let users =
            try role == .reward
            ? catalogue.userRewards(settings, tokenizer: tokenizer, device: device) : []
        scorers = networks + users
        diagnosis =
            try available.contains(.diagnosis)
            ? catalogue.diagnosisNetwork(settings.diagnosis, device: device) : nil
        let missing = RewardKind.allCases.filter { !available.contains($0) }.map(\.rawValue)
        remark =
            missing.isEmpty
            ? nil
            : "\(catalogue.folder) has no network for \(missing.joined(separator: ", ")): what it "
                + "would say is left out."
    }

    /// Findings that count in the diagnosis score.
    var scoredFindings: [String] {
        scorers.compactMap { $0 as? DiagnosisReward }.first?.findingNames ?? []
    }

    /// Features [N, D] of the diagnosis network, fp32 on the CPU; nil where there is none.
    public func features(of pictures: PictureSource) throws -> Tensor? {
        guard let diagnosis else { return nil }
        let device = diagnosis.store.device
        return try .concatenated(
            pictures.batches { batch, _ in
                try diagnosis.features(batch.to(device)).to(.float32).to(.cpu)
            }, 0)
    }

    /// The diagnosis network's probabilities of each finding, in the order of the pictures.
    public func probabilities(of pictures: PictureSource) throws -> [String: [Double]] {
        guard let diagnosis else { return [:] }
        let device = diagnosis.store.device
        let table = try Tensor.concatenated(
            pictures.batches { batch, _ in try diagnosis.probabilities(batch.to(device)).to(.cpu) },
            0)
        let columns = try diagnosis.configuration.findings.enumerated().map { index, finding in
            (finding.name, try table.select(1, index).contiguous().doubles())
        }
        return Dictionary(columns) { first, _ in first }
    }

    func scores(
        _ pictures: PictureSource, prompts: [ScoredPrompt], device: Device
    ) throws -> [(name: String, values: [Double])] {
        try scorers.map { scorer in
            let parts = try pictures.batches { batch, places in
                try scorer.scores(batch.to(device), prompts: Array(prompts[places])).doubles()
            }
            return (scorer.name, parts.flatMap(\.self))
        }
    }
}
