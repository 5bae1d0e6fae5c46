import Configuration
import Diffusion
import Evaluation
import Foundation
import Rewards
import Tensors

/// The rewards and judges of a model.
struct RewardListing {
    /// One that is there, or could be.
    struct Entry {
        let role: Panel.Role
        let name: String
        /// Nil for judges.
        let weight: Double?
        let isThere: Bool
        /// What it is, or where it is looked for.
        let text: String
        /// What it said of a made-up picture, or why nothing.
        var outcome: String?
        var failed = false
    }

    let model: String
    private(set) var entries: [Entry]

    /// What each kind of reward needs, for the help.
    static let needs: [(name: String, text: String)] = [
        ("posture", "a spatial transformer; cxrl pretrain posture makes one from films"),
        (
            "diagnosis",
            "a classifier of findings; cxrl pretrain diagnosis, or torchxrayvision's through "
                + "Samples/convert_reward_networks.py"
        ),
        (
            "consistency",
            "encoders of images and reports; cxrl pretrain consistency, a folder of transformers' "
                + "CLIP as it is, or CXR-CLIP through the same script"
        ),
        (
            "judgement",
            "the diagnosis network, and choices between pictures in the run (:judge in the workbench)"
        ),
        ("your own", "rewards.NAME.program or rewards.NAME.torchscript; see cxrl config --help"),
    ]

    init(_ model: String, _ configuration: Configuration) {
        self.model = model
        let networks = Panel.Role.allCases.flatMap { role in
            RewardKind.allCases.map { Self.network($0, role, model, configuration) }
        }
        let own = configuration.rewards.user.sorted { $0.key < $1.key }.map { name, reward in
            let text =
                reward.program.isEmpty
                ? "TorchScript \(reward.torchscript)" : "program “\(reward.program)”"
            return Entry(
                role: .reward, name: name, weight: reward.weight, isThere: true, text: text)
        }
        entries = networks + own
    }

    private static func network(
        _ kind: RewardKind, _ role: Panel.Role, _ model: String, _ configuration: Configuration
    ) -> Entry {
        let catalogue = role.catalogue(ofModel: model)
        let isThere = catalogue.available.contains(kind)
        let path = catalogue.path(of: kind)
        return Entry(
            role: role, name: kind.rawValue,
            weight: role == .reward ? configuration.rewardWeights[kind.rawValue] : nil,
            isThere: isThere, text: isThere ? description(path) : "none in \(path)")
    }

    var hasFailure: Bool { entries.contains(where: \.failed) }

    /// The card's description, or at least where the network is.
    private static func description(_ path: String) -> String {
        struct Holder: Decodable {
            let card: NetworkCard?
        }
        let data = FileManager.default.contents(atPath: path + "/config.json")
        let card = data.flatMap { try? JSONDecoder().decode(Holder.self, from: $0) }?.card
        let text = card?.description ?? ""
        let others = DiagnosisNetwork.committeeFolders(of: path).count
        return (text.isEmpty ? path : text) + (others == 0 ? "" : " (with \(others) more)")
    }

    /// Loads each and has it score a made-up picture of the model's size.
    mutating func check(_ configuration: Configuration) throws {
        let device = Device(configuration.model.device) ?? .cpu
        let loaded = try ModelFolder(model).load(device: device)
        for index in entries.indices where entries[index].isThere {
            do {
                let reward = try reward(of: entries[index], configuration.rewards, loaded)
                let score = try reward.check(size: loaded.pictureSize, device: device)
                entries[index].outcome = Format.fixed(score)
            } catch {
                entries[index].outcome = Failure(error).sentence
                entries[index].failed = true
            }
        }
    }

    private func reward(
        of entry: Entry, _ settings: Configuration.Rewards, _ model: DiffusionModel
    ) throws -> any Reward {
        let catalogue = entry.role.catalogue(ofModel: self.model)
        guard let kind = RewardKind(rawValue: entry.name) else {
            return try catalogue.userReward(
                entry.name, settings, tokenizer: model.tokenizer, device: model.device)
        }
        return try catalogue.load(
            kind, settings, tokenizer: model.tokenizer, device: model.device)
    }

    var text: String {
        var table = Table(["", "name", "weight", "what"], numeric: [2])
        table.rows = entries.map { entry in
            [
                entry.role.rawValue, entry.name, entry.weight.map(Format.short) ?? "",
                entry.text + (entry.outcome.map { "; a made-up picture: \($0)" } ?? ""),
            ]
        }
        let missing = entries.filter { !$0.isThere }.map(\.name)
        let needs = Self.needs.filter { missing.contains($0.name) || $0.name == "your own" }
        return """
            model \(model)

            \(table.text)

            what they need:
            \(HelpText.columns(needs.map { ($0.name, $0.text) }))
            """
    }

    var json: JSON {
        .object([
            ("model", .string(model)),
            (
                "rewards",
                .array(
                    entries.map { entry in
                        .object([
                            ("role", .string(entry.role.rawValue)), ("name", .string(entry.name)),
                            ("weight", .optional(entry.weight)),
                            ("available", .bool(entry.isThere)), ("what", .string(entry.text)),
                            ("outcome", .optional(entry.outcome)), ("failed", .bool(entry.failed)),
                        ])
                    })
            ),
        ])
    }
}
