import Configuration
import Diffusion
import Networks
import Rewards
import Tensors
import Testing

@testable import RLCF

@Suite("Training in reduced precision", .serialized)
struct PrecisionTests {
    private static func reduced(_ configuration: inout Configuration) {
        configuration.model.precision = .bf16
        configuration.adapter.kind = .lora
        // 256 latent dimensions: a clip range of 0.064, far above what bf16 does to a ratio
        configuration.rlcf.clipNats = 16.4
    }

    @Test("latents, log-probabilities, adapters and the optimiser's state stay in fp32")
    func types() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder, Self.reduced)
            #expect(trainer.model.unet.computeType == .bfloat16)
            var batch: RolloutBatch?
            while trainer.epoch == 0 {
                _ = try trainer.advance()
                batch = trainer.work?.generation.batch ?? batch
            }
            let rollout = try #require(batch)
            #expect(rollout.latents.dtype == .float32)
            #expect(rollout.logProbabilities.dtype == .float32)
            let state = trainer.optimizer.state().map(\.tensor)
            let weights = trainer.policy.trainableParameters.map(\.value)
            #expect((weights + state).allSatisfy { $0.dtype == .float32 })
        }
    }

    @Test("an epoch learns, and every number of it is finite", arguments: [false, true])
    func epoch(recomputes: Bool) throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                Self.reduced(&$0)
                $0.rlcf.recompute = recomputes
            }
            let before = try Training.weights(trainer)
            let outcome = try Training.epoch(trainer).outcome
            #expect(outcome.metrics.values.allSatisfy { $0.isFinite })
            #expect(try Training.weights(trainer) != before)
        }
    }

    @Test("activations that are computed again change nothing of what is learned")
    func recomputation() throws {
        func weights(_ recomputes: Bool) throws -> [[Float]] {
            try withTemporaryFolder { folder in
                let trainer = try Training.trainer(folder) { $0.rlcf.recompute = recomputes }
                try Training.epoch(trainer)
                return try Training.weights(trainer)
            }
        }
        let (plain, again) = (try weights(false), try weights(true))
        for (first, second) in zip(plain, again) {
            for (one, other) in zip(first, second) {
                #expect(abs(one - other) <= 1e-5 * max(1, abs(one)))
            }
        }
    }

    @Test("the anchor is asked in the policy's precision, so that both begin alike")
    func anchor() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) { $0.model.precision = .bf16 }
            let conditions = try trainer.model.conditions(["a", "b"], guidance: 3)
            let latents = try RandomGenerator(seed: 3).normal([2] + Tiny.latentShape)
            let timesteps = try Tensor.of([501, 1])
            let ofAnchor = try trainer.anchor.predict(
                latents, timesteps: timesteps, conditions: conditions)
            let ofUNet = try withoutGradient {
                try conditions.predict(trainer.model.unet, latents, timesteps: timesteps)
            }
            #expect(try ofAnchor.floats() == ofUNet.floats())
        }
    }

    @Test("every timestep has a floor, and a clip range that is wide enough passes")
    func floors() throws {
        let report = try SelfCheckTests.report {
            Self.reduced(&$0)
            $0.rlcf.strictBatches = false
        }
        let failures = SelfCheckTests.failures(report)
        #expect(failures.isDisjoint(with: [.ratioFloor, .batchShape, .clipRange]))
        #expect(report.timesteps.allSatisfy { $0.floor?.isFinite == true })
    }

    @Test("a clip range less than ten times above the noise is refused, with another value")
    func narrowClip() throws {
        let noise = 1e-3
        var probe = SelfCheckProbe()
        probe.logProbabilities = { try $0 + noise }
        let report = try SelfCheckTests.report(probe: probe) {
            Self.reduced(&$0)
            $0.rlcf.clipNats = 9 * noise * 256
        }
        let result = try #require(report.results.first { $0.name == .clipRange })
        #expect(!result.passed)
        #expect(result.remedy.contains("raise rlcf.clip_nats to at least"))
        #expect(result.remedy.contains("fp32"))
    }

    @Test(
        "training stops before its first update where the ratio's noise fills the clip range",
        arguments: [Configuration.Model.Precision.bf16, .fp32])
    func narrowClipInTraining(precision: Configuration.Model.Precision) throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                Self.reduced(&$0)
                $0.model.precision = precision
            }
            while trainer.work?.activity != .updating { _ = try trainer.advance() }
            // stands for noise: the policy is no longer the one that drew the rollout
            for parameter in trainer.policy.trainableParameters {
                try parameter.value.assign(parameter.value.detached() + 0.5)
            }
            let before = try Training.weights(trainer)
            let error = try #require(throws: RLCFError.self) {
                while trainer.epoch == 0 { _ = try trainer.advance() }
            }
            #expect(error.description.contains("more than a tenth of the clip range"))
            #expect(error.description.contains("rlcf.clip_nats to at least"))
            #expect(error.description.contains("model.precision to fp32") == (precision == .bf16))
            #expect(try Training.weights(trainer) == before)
        }
    }

    @Test("anchor images of another precision are not taken for these")
    func bank() throws {
        try withTemporaryFolder { folder in
            let exact = try Training.trainer(folder)
            let reduced = try Training.trainer(folder) { $0.model.precision = .bf16 }
            try Training.epoch(exact)
            let prompt = try #require(exact.prompts.first)
            #expect(exact.bank?.images(of: prompt) != nil)
            #expect(reduced.bank?.images(of: prompt) == nil)
        }
    }
}
