import Configuration
import Diffusion
import Foundation
import Images
import Networks
import Rewards
import Tensors
import Testing

@testable import RLCF

@Suite("Trainer", .serialized)
struct TrainerTests {
    @Test("an epoch is its activities in order, in the pieces that the arithmetic foretells")
    func pieces() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            var counts: [TrainerActivity: Int] = [:]
            var order: [TrainerActivity] = []
            var outcomes: [SampleOutcome] = []
            while counts[.finishing] == nil {
                let progress = try trainer.advance()
                counts[progress.activity, default: 0] += 1
                if order.last != progress.activity { order.append(progress.activity) }
                if case .rolloutScored(let samples) = progress.event { outcomes = samples }
                #expect(progress.completed <= progress.total)
                #expect(progress.epoch == 1)
            }
            #expect(
                order == [.anchoring, .sampling, .decoding, .scoring, .updating, .finishing])
            // 3 prompts (for the scale) × 3 seeds in micro-batches of 4: 3 of 5 steps, 3 + 3
            #expect(counts[.anchoring] == 3 * 5 + 3 + 3)
            #expect(counts[.sampling] == 2 * 5)
            #expect(counts[.decoding] == 2)
            #expect(counts[.scoring] == 2)
            // 4 mini-batches of 4 samples × 5 steps in micro-batches of 5, and a step
            #expect(counts[.updating] == 4 * (4 + 1))
            #expect(outcomes.count == 8)
            #expect(Set(outcomes.map(\.promptID)).count == 2)
            #expect(Set(outcomes.map(\.seed)).count == 8)
            #expect(trainer.epoch == 1)
            #expect(trainer.isAtBoundary)
        }
    }

    @Test("with fewer timesteps of each sample the update takes fewer passes, and still learns")
    func fewerTimesteps() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) { $0.rlcf.timesteps = 2 }
            let before = try Training.weights(trainer)
            var updates = 0
            while trainer.epoch == 0 {
                let progress = try trainer.advance()
                if progress.activity == .updating { updates += 1 }
                #expect(progress.completed <= progress.total)
            }
            // 4 mini-batches of 4 samples × 2 steps in micro-batches of 5, and a step
            #expect(updates == 4 * (2 + 1))
            #expect(try Training.weights(trainer) != before)
        }
    }

    @Test("the numbers of an epoch are there under their names, and hang together")
    func metrics() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                $0.rlcf.klWeight = 0.1
                $0.rewards.posture.weight = 0.5
                $0.rewards.diagnosis.weight = 3
            }
            let (samples, outcome) = try Training.epoch(trainer)
            let metrics = outcome.metrics
            for key in [
                "reward/posture/mean", "reward/posture/std", "anchor/posture/deviation",
                "reward/diagnosis/win_rate",
                "reward/total/mean", "policy/loss", "policy/ratio_max", "policy/ratio_mean",
                "policy/clip_fraction", "policy/approx_kl", "policy/kl_anchor",
                "optimizer/grad_norm", "optimizer/step", "ace/moved", "anchor/diagnosis/mean",
                "time/sampling", "time/updating",
            ] {
                #expect(metrics[key]?.isFinite == true, "\(key)")
            }
            #expect(metrics["optimizer/step"] == 4)
            let brightness = samples.compactMap { $0.scores["posture"] }
            #expect(metrics["reward/posture/mean"] == brightness.mean)
            #expect(abs(samples.map(\.advantage).mean) < 1e-9)
            for sample in samples {
                let scale = trainer.total.scaling
                let posture = try #require(sample.scores["posture"])
                let diagnosis = try #require(sample.scores["diagnosis"])
                let anchor = try #require(sample.anchorScores["diagnosis"])
                let total =
                    0.5 * posture / scale.divisor(of: "posture")
                    + 3 * (diagnosis - anchor) / scale.divisor(of: "diagnosis")
                #expect(abs(sample.total - total) < 1e-9)
                let pixels = sample.picture.pixels.map(Double.init)
                #expect(abs(pixels.mean / 255 - posture) < 0.01)
            }
        }
    }

    @Test(
        "before the first update every ratio is 1, guided or not, whatever the sampler",
        arguments: [
            (Configuration.Rollout.Sampler.ddim, 1.0), (.ddim, 4), (.ddpm, 2),
        ])
    func firstRatio(sampler: Configuration.Rollout.Sampler, guidance: Double) throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                $0.rollout.sampler = sampler
                $0.rollout.guidance = guidance
                $0.rlcf.innerEpochs = 1
                $0.rlcf.miniBatches = 1
            }
            let (_, outcome) = try Training.epoch(trainer)
            #expect(abs((outcome.metrics["policy/ratio_max"] ?? 0) - 1) < 1e-5)
            #expect((outcome.metrics["policy/approx_kl"] ?? 1) < 1e-10)
            #expect(outcome.metrics["policy/clip_fraction"] == 0)
        }
    }

    @Test("the gradient does not depend on how it is accumulated")
    func accumulation() throws {
        try withTemporaryFolder { folder in
            func gradientNorm(microBatch: Int) throws -> Double {
                let trainer = try Training.trainer(folder) {
                    $0.rlcf.innerEpochs = 1
                    $0.rlcf.miniBatches = 1
                    $0.rlcf.microBatch = microBatch
                }
                return try Training.epoch(trainer).outcome.metrics["optimizer/grad_norm"] ?? .nan
            }
            let (whole, parts) = try (gradientNorm(microBatch: 40), gradientNorm(microBatch: 3))
            #expect(whole > 0)
            #expect(abs(whole - parts) < 1e-3 * whole)
        }
    }

    @Test("judges see the decoded images of the last rollout, in the order of its samples")
    func judges() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            let judge = FakeReward.brightness("judge")
            #expect(try trainer.scores(of: [judge]) == nil)
            let (samples, _) = try Training.epoch(trainer)
            #expect(
                try trainer.scores(of: [judge])
                    == ["judge": samples.compactMap { $0.scores["posture"] }])
        }
    }

    @Test("in the strict mode rollout and update have one batch shape and the same ratios")
    func strict() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                $0.rlcf.innerEpochs = 1
                $0.rlcf.miniBatches = 1
                $0.rlcf.strictBatches = true
                $0.rlcf.microBatch = 4
            }
            let (_, outcome) = try Training.epoch(trainer)
            #expect(abs((outcome.metrics["policy/ratio_max"] ?? 0) - 1) < 1e-6)
        }
    }

    @Test("strict batches are held against the steps that the model's schedule makes random")
    func strictWithDeterministicStep() throws {
        try withTemporaryFolder { folder in
            func trainer(microBatch: Int) throws -> Trainer {
                try Trainer(
                    model: Tiny.modelWithDeterministicStep(), rewards: Tiny.rewards,
                    prompts: Tiny.prompts,
                    configuration: Tiny.configuration {
                        $0.rollout.steps = 4
                        $0.rlcf.strictBatches = true
                        ($0.rollout.microBatch, $0.rlcf.microBatch) = (microBatch, microBatch)
                    }, bankFolder: folder)
            }
            // 4 samples × 3 steps in a mini-batch, not × 4
            #expect(try trainer(microBatch: 4).batchPlan.pairsPerMiniBatch == 12)
            let error = try #require(throws: ConfigurationError.self) {
                try trainer(microBatch: 8)
            }
            #expect(error.violations.first?.sentence.contains("12 pairs") == true)
        }
    }

    @Test("the policy climbs a reward in a few epochs, and its embeddings move with it")
    func climbs() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(
                folder, rewards: [FakeReward.brighterLeft("posture")]
            ) {
                $0.optimizer.learningRate = 2e-3
                $0.rollout.samplesPerPrompt = 8
                $0.rollout.microBatch = 16
                $0.rlcf.microBatch = 20
                $0.rlcf.clipNats = 20
            }
            let outcomes = try (0..<10).map { _ in try Training.epoch(trainer).outcome.metrics }
            let means = outcomes.compactMap { $0["reward/posture/mean"] }
            let spread = try #require(outcomes[0]["reward/posture/std"])
            let (first, last) = (Array(means.prefix(2)).mean, Array(means.suffix(3)).mean)
            #expect(last > first + spread / 2, "\(means)")
            #expect((outcomes[9]["ace/moved"] ?? 0) > 0)
        }
    }

    @Test("adapters learn, and the UNet beneath them stays as it was")
    func adaptersLearn() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) { $0.adapter.kind = .lora }
            let before = try trainer.model.unet.store.parameters.map { try $0.value.floats() }
            let adapters = try Training.weights(trainer)
            let (_, outcome) = try Training.epoch(trainer)
            #expect((outcome.metrics["policy/approx_kl"] ?? 0) > 0)
            #expect(try Training.weights(trainer) != adapters)
            #expect(
                try trainer.model.unet.store.parameters.map { try $0.value.floats() } == before)
        }
    }

    @Test("a constant reward changes nothing, and is named")
    func constantReward() throws {
        try withTemporaryFolder { folder in
            let constant = FakeReward("posture", isComparative: false) {
                try .full([$0.size(0)], 0.5)
            }
            let trainer = try Training.trainer(folder, rewards: [constant])
            let before = try Training.weights(trainer)
            let (samples, outcome) = try Training.epoch(trainer)
            #expect(samples.allSatisfy { $0.advantage == 0 })
            #expect(outcome.warnings.contains { $0.text.contains("did not differ") })
            #expect(try Training.weights(trainer) == before)
        }
    }

    @Test("a reward that is not a number stops before the update, with a sentence")
    func nonFinite() throws {
        try withTemporaryFolder { folder in
            let broken = FakeReward("posture", isComparative: false) {
                try .full([$0.size(0)], .nan)
            }
            let trainer = try Training.trainer(folder, rewards: [broken])
            let before = try Training.weights(trainer)
            #expect(throws: RLCFError.self) { try Training.epoch(trainer) }
            #expect(try Training.weights(trainer) == before)
        }
    }

    @Test("weights that are not finite stop the next update")
    func nonFiniteLoss() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            while try trainer.advance().activity != .updating {}
            let poisoned = trainer.policy.weights[0].value
            try poisoned.assign(.full(poisoned.shape, .nan))
            let step = trainer.optimizer.step
            #expect(throws: RLCFError.self) { try Training.epoch(trainer) }
            #expect(trainer.optimizer.step == step)
        }
    }

    @Test("an interruption gives a piece up and leaves the draws as they were")
    func interruption() throws {
        try withTemporaryFolder { folder in
            let undisturbed = try Training.trainer(folder + "/a")
            let expected = try Training.epoch(undisturbed).samples
            var calls = 0
            let trainer = try Training.trainer(folder + "/b") {
                _ in
            } isInterrupted: {
                calls += 1
                return calls % 7 == 0
            }
            var interruptions = 0
            var samples: [SampleOutcome] = []
            while true {
                let progress = try trainer.advance()
                if case .interrupted = progress.event { interruptions += 1 }
                if case .rolloutScored(let scored) = progress.event { samples = scored }
                if case .epochFinished = progress.event { break }
            }
            #expect(interruptions > 3)
            #expect(samples == expected)
            #expect(try Training.weights(trainer) == Training.weights(undisturbed))
        }
    }

    @Test("previews show x̂0 of the micro-batch at work, at most as often as asked for")
    func previews() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            var previews: [RolloutPreview] = []
            trainer.onPreview = { previews.append($0) }
            trainer.previewEvery = 2
            let (samples, _) = try Training.epoch(trainer)
            #expect(previews.map(\.step) == [2, 4, 5, 2, 4, 5])
            #expect(previews.map(\.sample) == [0, 0, 0, 4, 4, 4])
            #expect(previews.allSatisfy { $0.predictedOriginal.count == 256 })
            let trajectory = try #require(try trainer.trajectory(ofSample: 0))
            let last = try trajectory.predictedOriginals.at(4).floats()
            #expect(previews[2].predictedOriginal == last)
            // kept evenly: the first of each prompt, then the second of the first
            #expect(
                try samples.filter { try trainer.trajectory(ofSample: $0.index) != nil }
                    .map(\.index) == [0, 1, 4])
        }
    }

    @Test("a prompt can be denoised in the gaps without changing what training draws")
    func requests() throws {
        try withTemporaryFolder { folder in
            let undisturbed = try Training.trainer(folder + "/a")
            let expected = try Training.epoch(undisturbed)
            let trainer = try Training.trainer(folder + "/b")
            let request = try trainer.denoising("a new text", seed: 3, branch: .anchor)
            var samples: [SampleOutcome] = []
            while true {
                _ = try request.next()
                let progress = try trainer.advance()
                if case .rolloutScored(let scored) = progress.event { samples = scored }
                if case .epochFinished = progress.event { break }
            }
            #expect(samples == expected.samples)
            let again = try trainer.denoising("a new text", seed: 3, branch: .anchor)
            while try again.next() != nil {}
            #expect(try again.latents.floats() == request.latents.floats())
        }
    }

    @Test("weights and prompts change between pieces, and nonsense is refused")
    func liveChanges() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            try trainer.setRewardWeight(0, of: "diagnosis")
            let (samples, _) = try Training.epoch(trainer)
            for sample in samples {
                #expect(abs(sample.total - (sample.rewards["posture"] ?? 0)) < 1e-12)
            }
            try trainer.setPrompts([ScoredPrompt(id: 3, text: "new", findings: [:])])
            let (next, _) = try Training.epoch(trainer)
            #expect(next.allSatisfy { $0.prompt == "new" })
            #expect(throws: RLCFError.self) { try trainer.setRewardWeight(1, of: "beauty") }
            #expect(throws: RLCFError.self) { try trainer.setRewardWeight(.nan, of: "posture") }
            #expect(throws: RLCFError.self) { try trainer.setPrompts([]) }
        }
    }
}
