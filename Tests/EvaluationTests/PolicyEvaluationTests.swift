import Configuration
import Diffusion
import Rewards
import Tensors
import TestSupport
import Testing

@testable import Evaluation

@Suite struct PolicyEvaluationTests {
    private static let seeds = 2

    private func prompts() throws -> [ScoredPrompt] {
        try HeldOutPrompts.make(
            12, findings: HeldOutPrompts.usualFindings, excluding: [], seed: 3)
    }

    /// Pictures of a model, `gain` times as far from grey.
    private func pictures(_ model: DiffusionModel, gain: Double = 1) throws -> Tensor {
        let sampler = try Sampler(model.schedule, kind: .ddim, steps: 2, eta: 1)
        let prompts = try prompts()
        let generator = try PictureGenerator(
            model, sampler: sampler, microBatch: 8, prompts: prompts.map(\.text), guidance: 1)
        let drawn = try generator.pictures(
            PictureGenerator.samples(prompts: prompts.count, perPrompt: Self.seeds, seed: 9))
        return try ((drawn - 0.5) * gain + 0.5).clamped(0...1)
    }

    private func evaluation(_ folder: String, _ model: DiffusionModel) throws -> PolicyEvaluation {
        try TinyModel.writeNetworks(to: folder)
        let films = try RandomGenerator(seed: 2).uniform([16, 1, 112, 112])
        return try PolicyEvaluation(
            prompts: prompts(), seedsPerPrompt: Self.seeds,
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
