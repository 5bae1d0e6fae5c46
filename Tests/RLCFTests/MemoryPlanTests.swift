import Configuration
import Diffusion
import Testing

@testable import RLCF

@Suite("The doctor's plan for the memory there is", .serialized)
struct MemoryPlanTests {
    private static let gibibyte = 1 << 30

    private static func cost(fixed: Double, each: Double) -> PassCost {
        func measurement(_ items: Double) -> PassCost.Measurement {
            PassCost.Measurement(
                bytes: Int((fixed + each * items) * Double(gibibyte)), seconds: items * 0.5)
        }
        return PassCost(one: measurement(1), two: measurement(2))
    }

    /// 64 samples of 50 steps, 4 mini-batches of 800 pairs.
    private static func plan(budget: Double, randomSteps: Int = 50) -> MemoryPlan {
        var configuration = Configuration()
        configuration.rollout.promptsPerEpoch = 16
        configuration.rollout.samplesPerPrompt = 4
        configuration.rollout.steps = 50
        configuration.rlcf.innerEpochs = 1
        return MemoryPlan(
            MemoryPlan.Costs(
                sampling: cost(fixed: 0.5, each: 0.5), judging: cost(fixed: 0, each: 1),
                update: cost(fixed: 1, each: 3), recomputes: true),
            configuration, randomSteps: randomSteps, budget: Int(budget * Double(gibibyte)))
    }

    @Test("two measurements give what a pass takes, and what each item adds")
    func line() {
        let cost = Self.cost(fixed: 1, each: 3)
        #expect(cost.bytes(of: 5) == 16 * Self.gibibyte)
        #expect(cost.secondsPerItem == 0.5)
    }

    @Test("micro-batches divide the samples and fit; the pairs behind a step stay as they are")
    func fits() {
        let plan = Self.plan(budget: 14)
        // decoding takes most: 14 samples would fit, 8 divide 64; 4 pairs take 13 GiB
        #expect(plan.rolloutMicroBatch == 8)
        #expect(plan.updateMicroBatch == 4)
        #expect(plan.pairsPerMiniBatch == 800 && plan.accumulation == 200)
    }

    @Test("steps that a model makes deterministic take no passes")
    func randomSteps() {
        let plan = Self.plan(budget: 14, randomSteps: 49)
        #expect(plan.pairsPerMiniBatch == 784 && plan.accumulation == 196)
        #expect(plan.samplingSeconds == 64 * 50 * 0.5 && plan.updateSeconds == 4 * 784 * 0.5)
    }

    @Test("where not even one fits there is no micro-batch")
    func tooSmall() {
        let plan = Self.plan(budget: 3)
        #expect(plan.rolloutMicroBatch == 2)
        #expect(plan.updateMicroBatch == nil && plan.accumulation == nil)
    }

    @Test("no more is proposed than saves time, and an epoch's seconds add up")
    func large() {
        let plan = Self.plan(budget: 1000)
        #expect(plan.rolloutMicroBatch == 16 && plan.updateMicroBatch == 16)
        #expect(plan.samplingSeconds == 64 * 50 * 0.5)
        #expect(plan.judgingSeconds == 64 * 0.5)
        #expect(plan.updateSeconds == 4 * 800 * 0.5)
        #expect(plan.epochSeconds == 1600 + 32 + 1600)
    }

    @Test("the probe changes nothing, and keeps activations only where they surely fit")
    func probe() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            let before = try Training.weights(trainer)
            var begun = 0
            let meter = ResourceProbe.Meter(begin: { begun += 1 }, peak: { 100 })
            let probe = try ResourceProbe(trainer, meter: meter)
            #expect(try probe.costs(budget: 1200).recomputes == false)
            #expect(begun == 8)
            #expect(try probe.costs(budget: 1199).recomputes)
            #expect(trainer.model.unet.recomputesActivations == false)
            #expect(try Training.weights(trainer) == before)
            let undisturbed = try Training.trainer(folder)
            #expect(
                try Training.epoch(trainer).samples == Training.epoch(undisturbed).samples)
        }
    }
}
