import Configuration
import Testing

@Suite struct ValidationTests {
    private func sentences(_ change: (inout Configuration) -> Void) -> [String] {
        var configuration = Configuration()
        change(&configuration)
        return configuration.validate().map(\.sentence)
    }

    @Test("fp16 is refused on the CPU, and bf16 proposed")
    func halfOnTheCPU() {
        var configuration = Configuration()
        configuration.model.precision = .fp16
        #expect(configuration.validate().map(\.key) == ["model.precision"])
        #expect(configuration.validate().allSatisfy { $0.sentence.contains("bf16") })
        configuration.model.device = "cuda"
        #expect(configuration.validate().isEmpty)
    }

    @Test("Samples that do not divide into mini-batches are refused with numbers that do")
    func miniBatches() {
        #expect(
            sentences { $0.rlcf.miniBatches = 5 } == [
                "48 samples per epoch (rollout.prompts_per_epoch 4 × rollout.samples_per_prompt 12) "
                    + "do not divide into 5 mini-batches: set rlcf.mini_batches to 4 or 6."
            ])
        #expect(sentences { $0.rlcf.miniBatches = 50 }.first?.hasSuffix("to 48.") == true)
    }

    @Test("Strict batches need one shape that divides rollout and update")
    func strictBatches() {
        let shape = sentences {
            $0.rlcf.strictBatches = true
            $0.rlcf.microBatch = 12
        }
        #expect(shape.first?.contains("(12) and rollout.micro_batch (16)") == true)
        let full = sentences { $0.rlcf.strictBatches = true }
        #expect(
            full.first?.hasSuffix("rollout.micro_batch and rlcf.micro_batch to 12 or 24.") == true)
        let sound = sentences {
            $0.rlcf.strictBatches = true
            $0.rlcf.microBatch = 12
            $0.rollout.microBatch = 12
        }
        #expect(sound.isEmpty)
    }

    @Test("Strict batches count the steps that are random, not all")
    func strictRandomSteps() throws {
        var configuration = Configuration()
        configuration.rlcf.strictBatches = true
        (configuration.rollout.microBatch, configuration.rlcf.microBatch) = (24, 24)
        #expect(configuration.validate().isEmpty)
        // 12 samples × 10 steps divide by 24, × 9 do not
        try configuration.checkStrictBatches(randomSteps: 10)
        let error = try #require(throws: ConfigurationError.self) {
            try configuration.checkStrictBatches(randomSteps: 9)
        }
        #expect(error.violations.first?.sentence.contains("108 pairs") == true)
        #expect(error.violations.first?.sentence.hasSuffix("to 12.") == true)
        configuration.rollout.sampler = .ddpm
        #expect(configuration.validate().map(\.sentence) == error.violations.map(\.sentence))
        configuration.rlcf.timesteps = 8
        #expect(configuration.validate().isEmpty)
        try configuration.checkStrictBatches(randomSteps: 9)
        // of ddim, the model's schedule decides between 12 × 9 and 12 × 8
        configuration.rlcf.timesteps = 0
        (configuration.rollout.sampler, configuration.rollout.steps) = (.ddim, 9)
        #expect(configuration.validate().isEmpty)
        try configuration.checkStrictBatches(randomSteps: 8)
        #expect(throws: ConfigurationError.self) {
            try configuration.checkStrictBatches(randomSteps: 9)
        }
    }

    @Test("Settings with which nothing can be learned are refused")
    func nothingToLearn() {
        #expect(sentences { $0.rollout.eta = 0 }.first?.contains("log-probability") == true)
        #expect(
            sentences {
                $0.rollout.eta = 0; $0.rollout.sampler = .ddpm
            }.isEmpty)
        let single = sentences {
            $0.rollout.steps = 1
            $0.rollout.sampler = .eulerAncestral
        }
        #expect(single.first?.contains("euler_ancestral is deterministic") == true)
        #expect(sentences { $0.rollout.steps = 1 }.isEmpty)
        #expect(
            sentences { $0.rollout.samplesPerPrompt = 1 }.first?.contains("advantage=batch") == true
        )
        let weights = sentences {
            $0.rewards.posture.weight = 0
            $0.rewards.diagnosis.weight = 0
            $0.rewards.consistency.weight = 0
        }
        #expect(weights.first?.contains("All reward weights are 0") == true)
    }

    @Test("Every violation is told, not only the first")
    func allViolations() {
        let found = sentences {
            $0.rollout.eta = 0
            $0.rlcf.miniBatches = 7
            $0.model.device = "gpu"
            $0.run.name = "a/b"
        }
        #expect(found.count == 4)
        let ranges = sentences {
            $0.rollout.eta = .nan
            $0.rollout.steps = -1
            $0.optimizer.learningRate = .infinity
        }
        #expect(ranges.count == 3)
    }

    @Test("Devices are cpu, cuda and cuda:N", arguments: ["cpu", "cuda", "cuda:0", "cuda:11"])
    func devices(name: String) {
        #expect(sentences { $0.model.device = name }.isEmpty)
    }

    @Test("Validation throws what it found")
    func validated() throws {
        var configuration = Configuration()
        #expect(try configuration.validated() == configuration)
        configuration.rollout.eta = 0
        #expect(throws: ConfigurationError.self) { try configuration.validated() }
    }

    @Test("The adapter's learning rate on the full UNet is warned of")
    func warnings() {
        var configuration = Configuration()
        configuration.optimizer.learningRate = 3e-4
        #expect(configuration.warnings.first?.contains("collapses") == true)
        configuration.adapter.kind = .lora
        #expect(configuration.warnings.isEmpty)
        configuration.rlcf.innerEpochs = 1
        configuration.rlcf.miniBatches = 1
        #expect(configuration.warnings.first?.contains("ratio is always 1") == true)
    }

    @Test("The batch plan of the shipped configuration is the one that was seen to learn")
    func batchPlan() {
        let plan = Configuration().batchPlan
        #expect(plan.samplesPerEpoch == 48)
        #expect(plan.pairsPerEpoch == 480)
        #expect(plan.rolloutPasses == 30)
        #expect(plan.samplesPerMiniBatch == 12)
        #expect(plan.gradientAccumulation == 8)
        #expect(plan.optimizerStepsPerEpoch == 8)
        #expect(plan.optimizerSteps == 480)
        #expect(plan.summary.contains("8 optimiser steps per epoch"))
    }

    @Test("The batch plan counts the steps that are random, and says what it cannot know")
    func randomSteps() {
        var configuration = Configuration()
        #expect(configuration.batchPlan.pairsPerMiniBatch == 120)
        #expect(
            configuration.batchPlan.summary.contains("(120 pairs of sample and timestep; fewer"))
        let ofModel = BatchPlan(configuration, randomSteps: 9)
        #expect(ofModel.pairsPerMiniBatch == 108 && ofModel.gradientAccumulation == 7)
        #expect(ofModel.summary.hasSuffix("(108 pairs of sample and timestep)"))
        for sampler in [Configuration.Rollout.Sampler.ddpm, .eulerAncestral] {
            configuration.rollout.sampler = sampler
            let plan = configuration.batchPlan
            #expect(plan.learnedSteps == 9 && plan.rolloutPasses == 30)
            #expect(plan.summary.hasSuffix("(108 pairs of sample and timestep)"))
        }
        configuration.rollout.sampler = .ddim
        configuration.rlcf.timesteps = 9
        #expect(!configuration.batchPlan.mayBeFewer)
    }

    @Test("The clip range is the same trust region for every latent size")
    func clipRange() {
        var configuration = Configuration()
        #expect(abs(configuration.clipRange(latentDimensions: 16_384) - 1e-4) < 1e-6)
        #expect(abs(configuration.clipRange(latentDimensions: 2_048) - 8e-4) < 1e-6)
        #expect(configuration.policyLearningRate == 2e-5)
        configuration.adapter.kind = .lora
        #expect(configuration.policyLearningRate == 3e-4)
    }
}
