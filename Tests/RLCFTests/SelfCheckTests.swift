import Configuration
import Diffusion
import Foundation
import Networks
import Rewards
import Tensors
import Testing

@testable import RLCF

/// Every fault of the numerics that a model, a machine or settings can have is put in, and must
/// be named.
@Suite("Self-check", .serialized)
struct SelfCheckTests {
    static func report(
        probe: SelfCheckProbe = SelfCheckProbe(), rewards: [any Reward] = Tiny.rewards,
        _ configure: (inout Configuration) -> Void = { _ in },
        model change: (DiffusionModel) throws -> Void = { _ in }
    ) throws -> SelfCheckReport {
        try withTemporaryFolder { folder in
            let model = try Tiny.model()
            try change(model)
            let trainer = try Trainer(
                model: model, rewards: rewards, prompts: Tiny.prompts,
                configuration: Tiny.configuration {
                    $0.optimizer.learningRate = 1e-4
                    configure(&$0)
                }, bankFolder: folder)
            return try SelfCheck(trainer, probe: probe).run()
        }
    }

    static func failures(_ report: SelfCheckReport) -> Set<CheckResult.Name> {
        Set(report.results.filter { !$0.passed }.map(\.name))
    }

    @Test("a sound model passes, every step has a floor, and nothing has changed afterwards")
    func sound() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) { $0.optimizer.learningRate = 1e-4 }
            let before = try Training.weights(trainer)
            let report = try SelfCheck(trainer).run()
            #expect(report.passed, "\(report.results)")
            #expect(report.results.map(\.name) == CheckResult.Name.allCases)
            #expect(report.results.allSatisfy { $0.remedy.isEmpty })
            #expect(report.timesteps.allSatisfy { ($0.floor ?? 1) <= 1e-6 })
            #expect(try Training.weights(trainer) == before)
            let undisturbed = try Training.trainer(folder) { $0.optimizer.learningRate = 1e-4 }
            #expect(
                try Training.epoch(trainer).samples == Training.epoch(undisturbed).samples)
        }
    }

    @Test("latents that are rounded after they were scored are named")
    func roundedTooLate() throws {
        var probe = SelfCheckProbe()
        probe.keep = { batch in
            RolloutBatch(
                samples: batch.samples, sampler: batch.sampler,
                latents: try batch.latents.to(.bfloat16).to(.float32),
                logProbabilities: batch.logProbabilities,
                predictedOriginals: batch.predictedOriginals)
        }
        #expect(try Self.failures(Self.report(probe: probe)).contains(.ratioFloor))
    }

    @Test("an update without the rollout's guidance is named")
    func unguided() throws {
        var probe = SelfCheckProbe()
        probe.experience = { experience in
            PolicyUpdate.Experience(
                batch: experience.batch,
                conditions: Conditions(
                    guidance: 1, context: experience.conditions.context, unconditional: nil),
                advantages: experience.advantages)
        }
        let report = try Self.report(probe: probe) { $0.rollout.guidance = 4 }
        #expect(Self.failures(report).isSuperset(of: [.guidance, .ratioFloor]))
    }

    /// What an update that looks up the wrong rows would make of a rollout.
    enum Mismatch: CaseIterable {
        case prompts, timesteps, states, logProbabilities

        func applied(to batch: RolloutBatch) throws -> RolloutBatch {
            let next = batch.samples.indices.map { ($0 + 1) % batch.samples.count }
            return try RolloutBatch(
                samples: self == .prompts
                    ? batch.samples.map {
                        RolloutSample(index: $0.index, row: 1 - $0.row, seed: $0.seed)
                    } : batch.samples,
                sampler: self == .timesteps
                    ? Sampler(
                        NoiseSchedule(SchedulerConfiguration(spacing: .trailing)),
                        steps: batch.sampler.steps.count, eta: 1) : batch.sampler,
                latents: self == .states
                    ? batch.latents.selecting(0, next) : batch.latents,
                logProbabilities: self == .logProbabilities
                    ? batch.logProbabilities.selecting(0, next) : batch.logProbabilities,
                predictedOriginals: batch.predictedOriginals)
        }
    }

    @Test("an update of other rows than the rollout's is named", arguments: Mismatch.allCases)
    func mismatch(_ mismatch: Mismatch) throws {
        var probe = SelfCheckProbe()
        probe.experience = { experience in
            PolicyUpdate.Experience(
                batch: try mismatch.applied(to: experience.batch),
                conditions: experience.conditions, advantages: experience.advantages)
        }
        let failures = try Self.failures(Self.report(probe: probe) { $0.rollout.guidance = 4 })
        #expect(failures.contains(.ratioFloor))
        // log-probabilities are no part of what the network is asked
        #expect(failures.contains(.guidance) == (mismatch != .logProbabilities))
    }

    @Test("a log-probability that is no number in the last pair of a batch only is named")
    func notANumber() throws {
        var probe = SelfCheckProbe()
        probe.logProbabilities = { values in
            try values + Tensor.of([Float](repeating: 0, count: values.count - 1) + [.nan])
        }
        #expect(try Self.failures(Self.report(probe: probe)).contains(.ratioFloor))
    }

    @Test("a sum over the latent, or a half-precision log-probability, is named")
    func wrongLogProbability() throws {
        var sum = SelfCheckProbe()
        sum.logProbabilities = { try $0 * 256 }
        #expect(try Self.failures(Self.report(probe: sum)).contains(.logProbability))
        var half = SelfCheckProbe()
        half.logProbabilities = { try $0.to(.float16) }
        #expect(
            try Self.failures(Self.report(probe: half))
                .isSuperset(of: [.logProbability, .ratioFloor]))
    }

    @Test("a clip range near the floor is refused, with the value that would do")
    func narrowClip() throws {
        let report = try Self.report { $0.rlcf.clipNats = 1e-6 }
        let result = try #require(report.results.first { $0.name == .clipRange })
        #expect(!result.passed)
        #expect(result.remedy.contains("rlcf.clip_nats"))
    }

    @Test("a single optimiser step per rollout is named")
    func oneStep() throws {
        let report = try Self.report {
            $0.rlcf.innerEpochs = 1
            $0.rlcf.miniBatches = 1
        }
        #expect(Self.failures(report) == [.batchArithmetic])
    }

    @Test("embeddings that disturb the base model are named")
    func stepZeroGap() throws {
        let sensitive = FakeReward("posture", isComparative: false) {
            try $0.mean(1, 2, 3) * 50
        }
        let report = try Self.report(rewards: [sensitive]) {
            $0.ace.tokens = 40
        } model: { model in
            // padding is no longer neutral: cross-attention is made to look hard
            for (path, layer) in model.unet.attentionProjections
            where path.contains("attn2.to_v") || path.contains("attn2.to_out") {
                try layer.weight.value.multiply(inPlace: 12)
            }
        }
        #expect(Self.failures(report).contains(.stepZeroGap))
    }

    @Test("a reward that does not differ within a prompt is named")
    func constantReward() throws {
        let constant = FakeReward("diagnosis", isComparative: true) {
            try .full([$0.size(0)], 0.5)
        }
        let report = try Self.report(rewards: [FakeReward.brightness("posture"), constant])
        let result = try #require(report.results.first { $0.name == .rewardSpread })
        #expect(!result.passed)
        #expect(result.remedy.contains("'diagnosis'"))
    }

    @Test("a learning rate that is far too high or low is named, and another proposed")
    func learningRate() throws {
        let high = try Self.report { $0.optimizer.learningRate = 0.3 }
        #expect(Self.failures(high).contains(.learningRate))
        let low = try Self.report { $0.optimizer.learningRate = 1e-9 }
        #expect(Self.failures(low).contains(.learningRate))
        #expect(try #require(high.proposedLearningRate) < 0.1)
        #expect(try #require(low.proposedLearningRate) > 1e-9)
    }

    @Test("samples that share a seed are named")
    func sharedSeeds() throws {
        var probe = SelfCheckProbe()
        probe.seeds = { seeds in seeds.map { _ in 5 } }
        #expect(try Self.failures(Self.report(probe: probe)).contains(.seeds))
    }

    @Test("a deterministic last step is counted, and has no floor")
    func deterministicSteps() throws {
        let report = try withTemporaryFolder { folder in
            let trainer = try Trainer(
                model: Tiny.modelWithDeterministicStep(), rewards: Tiny.rewards,
                prompts: Tiny.prompts,
                configuration: Tiny.configuration { $0.rollout.steps = 4 }, bankFolder: folder)
            let outcome = try Training.epoch(trainer).outcome
            #expect(outcome.metrics["policy/loss"]?.isFinite == true)
            return try SelfCheck(trainer, probe: SelfCheckProbe()).run()
        }
        #expect(report.results.first { $0.name == .randomTimesteps }?.measured == 0.75)
        #expect(report.timesteps.map { $0.floor == nil } == [false, false, false, true])
        #expect(report.timesteps.map { $0.sensitivity == nil } == [false, false, false, true])
    }
}
