import Configuration
import Engine
import Evaluation
import Foundation
import Rewards
import Text

/// The prompts of an evaluation: none that was trained on.
struct EvaluationPrompts {
    let prompts: [ScoredPrompt]
    /// What was left out, in a sentence.
    let remark: String?

    init(_ order: EvaluationOrder) throws {
        let shipped = try? PromptList.load(Configuration(), data: order.data)
        let trained =
            try order.subjects.flatMap { try $0.trainingPrompts() } + (shipped ?? []).map(\.text)
        guard let file = order.promptFile else {
            prompts = try HeldOutPrompts.make(
                order.count, findings: Self.findings(ofModel: order.subjects[0].model),
                excluding: trained, seed: order.seed)
            remark = nil
            return
        }
        var configuration = Configuration()
        configuration.rollout.prompts = file
        let given = try PromptList.load(configuration, data: nil)
        let known = Set(trained.map(HeldOutPrompts.key))
        let kept = given.filter { !known.contains(HeldOutPrompts.key($0.text)) }
        guard !kept.isEmpty else {
            throw UsageError("Every prompt of \(file) was trained on: give others.")
        }
        prompts = Array(kept.prefix(order.count))
        let dropped = given.count - kept.count
        remark =
            dropped == 0
            ? nil : "\(dropped) prompts of \(file) were trained on and are left out."
    }

    /// Those that the diagnosis network of the rewards, or else the judge, is trusted with.
    private static func findings(ofModel folder: String) throws -> [Finding] {
        for catalogue in [RewardCatalogue.rewards(ofModel: folder), .judges(ofModel: folder)]
        where catalogue.available.contains(.diagnosis) {
            let configuration = try DiagnosisNetwork(folder: catalogue.path(of: .diagnosis))
                .configuration
            let trusted =
                configuration.rewarded.isEmpty ? configuration.findings : configuration.rewarded
            let written = trusted.filter { Finding.chestXray14.contains($0) }
            if !written.isEmpty { return written }
        }
        return HeldOutPrompts.usualFindings
    }
}
