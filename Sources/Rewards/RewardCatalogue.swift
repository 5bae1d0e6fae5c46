public import Configuration
internal import Foundation
public import Tensors
public import Text

/// The reward networks, or held-out judges, that lie beside a diffusion model, each in a folder
/// of its name.
public struct RewardCatalogue: Sendable, Equatable {
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// The networks that training may look at: `rewards/` of a model folder.
    public static func rewards(ofModel folder: String) -> RewardCatalogue {
        RewardCatalogue(folder: folder + "/rewards")
    }

    /// The networks that training never sees: `judges/` of a model folder.
    public static func judges(ofModel folder: String) -> RewardCatalogue {
        RewardCatalogue(folder: folder + "/judges")
    }

    /// The rewards that are there, in a fixed order.
    public var available: [RewardKind] {
        RewardKind.allCases.filter {
            FileManager.default.fileExists(atPath: path(of: $0) + "/config.json")
        }
    }

    public func path(of kind: RewardKind) -> String { "\(folder)/\(kind.rawValue)" }

    /// All rewards that are there, then the user's own; those with weight 0 too, because weights
    /// can be changed later.
    ///
    /// - Parameter tokenizer: the diffusion model's, for a consistency network without its own.
    /// - Throws: `RewardError` where a reward has a weight and no network.
    public func load(
        _ settings: Configuration.Rewards, tokenizer: Tokenizer, device: Device = .cpu
    ) throws -> [any Reward] {
        let available = available
        for (kind, weight) in Self.weights(settings) where weight > 0 {
            guard available.contains(kind) else {
                throw RewardError(
                    "The reward '\(kind.rawValue)' has weight \(weight) and no network in "
                        + "\(path(of: kind)): put one there, or set rewards.\(kind.rawValue).weight "
                        + "to 0.")
            }
        }
        return try available.map {
            try load($0, settings, tokenizer: tokenizer, device: device)
        } + userRewards(settings, tokenizer: tokenizer, device: device)
    }

    /// The rewards that a user brought, by name.
    public func userRewards(
        _ settings: Configuration.Rewards, tokenizer: Tokenizer, device: Device = .cpu
    ) throws -> [UserReward] {
        try settings.user.keys.sorted().map {
            try userReward($0, settings, tokenizer: tokenizer, device: device)
        }
    }

    /// A reward that a user brought.
    public func userReward(
        _ name: String, _ settings: Configuration.Rewards, tokenizer: Tokenizer,
        device: Device = .cpu
    ) throws -> UserReward {
        let reward = settings[user: name]
        let scorer: any ImageScorer =
            try reward.program.isEmpty
            ? ScriptScorer(
                path: reward.torchscript, tokens: reward.tokens, tokenizer: tokenizer,
                device: device)
            : ProgramScorer(command: reward.program, timeout: reward.timeout)
        return UserReward(name, reward, scorer: scorer)
    }

    /// One reward.
    public func load(
        _ kind: RewardKind, _ settings: Configuration.Rewards, tokenizer: Tokenizer,
        device: Device = .cpu
    ) throws -> any Reward {
        let path = path(of: kind)
        switch kind {
        case .posture:
            return try PostureReward(PostureNetwork(folder: path, device: device))
        case .diagnosis:
            return try DiagnosisReward(
                diagnosisNetwork(settings.diagnosis, device: device), settings.diagnosis)
        case .consistency:
            return try ConsistencyReward(
                JointSpaceFolder.load(path, tokenizer: tokenizer, device: device))
        }
    }

    /// Alone or with its committee, as the settings want it.
    public func diagnosisNetwork(
        _ settings: Configuration.Rewards.Diagnosis, device: Device = .cpu
    ) throws -> DiagnosisNetwork {
        let path = path(of: .diagnosis)
        return settings.committee
            ? try DiagnosisNetwork(committeeFolder: path, device: device)
            : try DiagnosisNetwork(folder: path, device: device)
    }

    private static func weights(_ settings: Configuration.Rewards) -> [(RewardKind, Double)] {
        RewardKind.allCases.map { kind in
            switch kind {
            case .posture: (kind, settings.posture.weight)
            case .diagnosis: (kind, settings.diagnosis.weight)
            case .consistency: (kind, settings.consistency.weight)
            }
        }
    }
}
