internal import Foundation
public import Rewards

/// `trainer.json` of a checkpoint folder: what is not a tensor.
///
/// Beside it lie `policy.safetensors` (the weights that learn, under the UNet's keys or, for
/// adapters, under `peft`'s), `ace.safetensors`, and `state.safetensors` with the optimiser's
/// moments and the states of all generators.
public struct TrainerCheckpoint: Sendable, Equatable, Codable {
    public static let currentVersion = 1

    public let version: Int
    /// Epochs that were finished.
    public let epoch: Int
    /// Optimiser steps that were made.
    public let optimizerStep: Int
    public let scaling: RewardScaling
    /// As they were at that time, by reward name.
    public let rewardWeights: [String: Double]
    public let prompts: [ScoredPrompt]
    /// Of the anchor's images that the policy was compared with.
    public let bankIdentity: String?

    enum CodingKeys: String, CodingKey {
        case version, epoch, scaling, prompts
        case optimizerStep = "optimizer_step"
        case rewardWeights = "reward_weights"
        case bankIdentity = "bank_identity"
    }

    /// Reads the folder's `trainer.json`.
    public init(folder: String) throws {
        let path = Self.path(in: folder)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RLCFError("\(path) is missing: the folder is not a whole checkpoint.")
        }
        guard let checkpoint = try? JSONDecoder().decode(Self.self, from: data) else {
            throw RLCFError("\(path) is damaged: take an earlier checkpoint.")
        }
        guard checkpoint.version <= Self.currentVersion else {
            throw RLCFError(
                "\(path) was written by a newer version of this program: use that one.")
        }
        self = checkpoint
    }

    init(
        epoch: Int, optimizerStep: Int, total: RewardTotal, prompts: [ScoredPrompt],
        bankIdentity: String?
    ) {
        version = Self.currentVersion
        self.epoch = epoch
        self.optimizerStep = optimizerStep
        scaling = total.scaling
        rewardWeights = total.weights
        self.prompts = prompts
        self.bankIdentity = bankIdentity
    }

    static func path(in folder: String) -> String { folder + "/trainer.json" }
    static func weightsPath(in folder: String) -> String { folder + "/policy.safetensors" }
    static func embeddingsPath(in folder: String) -> String { folder + "/ace.safetensors" }
    static func statePath(in folder: String) -> String { folder + "/state.safetensors" }
}
