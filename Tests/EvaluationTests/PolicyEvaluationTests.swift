import Configuration
import Diffusion
import Rewards
import Tensors
import TestSupport
import Testing

@testable import Evaluation

@Suite struct PolicyEvaluationTests {
    private static let seeds = 2

    private func prompts(_ count: Int = 12) throws -> [ScoredPrompt] {
        try HeldOutPrompts.make(
            count, findings: HeldOutPrompts.usualFindings, excluding: [], seed: 3)
    }

    /// Pictures of a model, `gain` times as far from grey.
    private func pictures(
        _ model: DiffusionModel, gain: Double = 1, prompts count: Int = 12
    ) throws -> Tensor {
        let sampler = try Sampler(model.schedule, kind: .ddim, steps: 2, eta: 1)
        let prompts = try prompts(count)
        let generator = try PictureGenerator(
            model, sampler: sampler, microBatch: 8, prompts: prompts.map(\.text), guidance: 1)
        let drawn = try generator.pictures(
            PictureGenerator.samples(prompts: prompts.count, perPrompt: Self.seeds, seed: 9))
        return try ((drawn - 0.5) * gain + 0.5).clamped(0...1)
    }

    private func evaluation(
        _ folder: String, _ model: DiffusionModel, prompts count: Int = 12
    ) throws -> PolicyEvaluation {
        try TinyModel.writeNetworks(to: folder)
        let films = try RandomGenerator(seed: 2).uniform([16, 1, 112, 112])
        return try PolicyEvaluation(
            prompts: prompts(count), seedsPerPrompt: Self.seeds,
            panels: Panel.Role.allCases.map {
                try Panel(
                    $0, ofModel: folder, Configuration().rewards, tokenizer: model.tokenizer)
            },
            films: PolicyEvaluation.Films(
                PictureSource(films), patients: (0..<16).map { $0 / 2 }))
    }

    @Test("a policy that is the anchor differs from it in nothing, and what is missing is said")
    func same() throws {
        try withTemporaryFolder { folder in
            let model = try TinyModel.make()
            let evaluation = try evaluation(folder, model)
            let measured = try evaluation.measure(pictures(model))
            let report = try evaluation.report(anchor: measured, runs: [measured, measured])
            let keys = Set(report.measures.map(\.key))
            #expect(
                keys.isSuperset(of: [
                    "reward/posture", "reward/diagnosis", "judge/posture", "reward/auroc/Edema",
                    "reward/auroc/mean", "reward/fid", "reward/kid", "ms_ssim",
                ]))
            #expect(!keys.contains("judge/diagnosis"))
            for measure in report.measures {
                #expect(measure.comparison.difference.value == 0)
                #expect(!measure.isBetter)
            }
            #expect(report.remarks.count == 2)
            #expect(report.remarks[1].contains("diagnosis, consistency"))
        }
    }

    @Test("another policy differs, in the columns of its samples too")
    func other() throws {
        try withTemporaryFolder { folder in
            let model = try TinyModel.make()
            let evaluation = try evaluation(folder, model)
            let anchor = try evaluation.measure(pictures(model))
            let policy = try evaluation.measure(pictures(model, gain: 0.2))
            let report = try evaluation.report(anchor: anchor, runs: [policy])
            let diversity = try #require(report.measures.first { $0.name == "ms_ssim" })
            #expect(diversity.comparison.difference.value != 0)
            let posture = try #require(policy.columns.first { $0.key == "judge/posture" })
            #expect(posture.values.count == 24)
            let shown = try #require(report.measures.first { $0.key == "judge/posture" })
            let mean = posture.values.reduce(0, +) / 24
            #expect(abs(shown.comparison.policy.value - mean) < 1e-9)
        }
    }

    @Test("the diagnosis score is told for the prompts of each finding, where there are enough")
    func byFinding() throws {
        try withTemporaryFolder { folder in
            let model = try TinyModel.make()
            let evaluation = try evaluation(folder, model, prompts: 48)
            let anchor = try evaluation.measure(pictures(model, prompts: 48))
            let policy = try evaluation.measure(pictures(model, gain: 0.2, prompts: 48))
            let report = try evaluation.report(anchor: anchor, runs: [policy])
            let scores = try #require(policy.columns.first { $0.key == "reward/diagnosis" }).values
            func mean(_ isWanted: (ScoredPrompt) -> Bool) throws -> Double {
                let chosen = try prompts(48).enumerated().filter { isWanted($1) }
                    .flatMap { row, _ in scores[row * Self.seeds..<(row + 1) * Self.seeds] }
                return chosen.reduce(0, +) / Double(chosen.count)
            }
            func shown(_ key: String) throws -> Double {
                try #require(report.measures.first { $0.key == key }).comparison.policy.value
            }
            let edema = try mean { $0.findings["Edema"] == true }
            #expect(try abs(shown("reward/diagnosis/Edema") - edema) < 1e-9)
            let none = try mean { !$0.findings.values.contains(true) }
            #expect(try abs(shown("reward/diagnosis/none") - none) < 1e-9)
            #expect(!report.measures.contains { $0.key.hasPrefix("judge/diagnosis") })
        }
    }

    @Test("a sample's seed makes the same picture alone as among others")
    func alone() throws {
        let model = try TinyModel.make()
        let sampler = try Sampler(model.schedule, kind: .ddim, steps: 2, eta: 1)
        let generator = try PictureGenerator(
            model, sampler: sampler, microBatch: 3, prompts: ["a", "b"], guidance: 2)
        let samples = PictureGenerator.samples(prompts: 2, perPrompt: 2, seed: 4)
        let all = try generator.pictures(samples)
        let last = try generator.pictures([samples[3]])
        #expect(try (all.sliced(0, 3..<4) - last).absolute().largest().item() < 1e-4)
        #expect(Set(samples.map(\.seed)).count == 4)
    }
}
