import Configuration
import Diffusion
import Foundation
import Networks
import Tensors
import Testing

@testable import RLCF

@Suite("Rollouts", .serialized)
struct RolloutTests {
    static let samples = (0..<5).map {
        RolloutSample(index: $0, row: $0 % 2, seed: UInt64(100 + $0))
    }

    static func rollout(
        _ model: DiffusionModel, _ samples: [RolloutSample] = samples, steps: Int = 4,
        eta: Double = 1, dtype: DType = .float32, microBatch: Int = 3,
        isInterrupted: @escaping () -> Bool = { false }
    ) throws -> Rollout {
        let conditions = try model.conditions(["a", "b"], guidance: 2)
        return Rollout(
            try Tiny.sampler(steps: steps, eta: eta), samples,
            .init(latentShape: Tiny.latentShape, dtype: dtype, microBatch: microBatch),
            keptWhole: [1], isInterrupted: isInterrupted
        ) { latents, timesteps, rows in
            try conditions.selecting(rows)
                .predict(model.unet, latents.to(.float32), timesteps: timesteps)
        }
    }

    static func finished(_ rollout: Rollout) throws -> RolloutBatch {
        while !rollout.isFinished { try rollout.advance() }
        return try rollout.result()
    }

    /// log p of every stored step under the same model, each batch as it was rolled out.
    static func replay(
        _ model: DiffusionModel, _ batch: RolloutBatch, guidance: Double = 2
    ) throws -> [[Float]] {
        let conditions = try model.conditions(["a", "b"], guidance: guidance)
            .selecting(batch.samples.map(\.row))
        return try batch.sampler.steps.enumerated().map { index, coefficients in
            let state = try batch.latents.select(1, index)
            let timesteps = try Tensor.full(
                [batch.samples.count], Double(coefficients.timestep), dtype: .int64)
            let step = try GaussianStep(
                latents: state,
                prediction: conditions.predict(
                    model.unet, state.to(.float32), timesteps: timesteps),
                coefficients: [coefficients], kind: batch.sampler.prediction)
            return try step.logProbability(of: batch.latents.select(1, index + 1)).floats()
        }
    }

    static func largestDifference(_ replayed: [[Float]], _ batch: RolloutBatch) throws -> Float {
        var largest: Float = 0
        for (index, values) in replayed.enumerated() {
            let stored = try batch.logProbabilities.select(1, index).floats()
            for (left, right) in zip(values, stored) { largest = max(largest, abs(left - right)) }
        }
        return largest
    }

    @Test("with unchanged weights the replayed log-probabilities are those of the rollout")
    func ratioIsOne() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model))
        #expect(try Self.largestDifference(Self.replay(model, batch), batch) <= 1e-6)
    }

    @Test("latents are rounded before they are scored, so that half precision replays too")
    func rounding() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model, dtype: .bfloat16))
        #expect(batch.latents.dtype == .bfloat16)
        #expect(batch.logProbabilities.dtype == .float32)
        #expect(try Self.largestDifference(Self.replay(model, batch), batch) <= 1e-5)
    }

    @Test("training without the rollout's guidance gives ratios far from 1")
    func guidanceMismatch() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model))
        let unguided = try Self.replay(model, batch, guidance: 1)
        #expect(try Self.largestDifference(unguided, batch) > 1e-4)
    }

    @Test("the log-probability is the mean over the latent of the Gaussian's, in numbers")
    func formula() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model, Array(Self.samples.prefix(1))))
        let step = batch.sampler.steps[1]
        let state = try batch.latents.at(0).at(1).doubles()
        let action = try batch.latents.at(0).at(2).doubles()
        let conditions = try model.conditions(["a"], guidance: 2)
        let noise = try withoutGradient {
            try conditions.predict(
                model.unet, batch.latents.select(1, 1), timesteps: .of([step.timestep])
            ).doubles()
        }
        var sum = 0.0
        for index in state.indices {
            let original = (state[index] - step.noise * noise[index]) / step.signal
            let mean = step.meanOriginal * original + step.meanNoise * noise[index]
            let distance = action[index] - mean
            sum -= distance * distance / (2 * step.sigma * step.sigma)
        }
        let expected =
            sum / Double(state.count) - log(step.sigma) - 0.5 * log(2 * Double.pi)
        #expect(abs(try batch.logProbabilities.at(0).at(1).item() - expected) < 1e-4)
    }

    @Test("a sample can be made again alone from its seed, whatever the micro-batch was")
    func regeneration() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model))
        let alone = try Self.finished(
            Self.rollout(model, [RolloutSample(index: 0, row: 1, seed: 103)]))
        let differences = try (batch.latents.at(3) - alone.latents.at(0)).absolute().largest()
        #expect(try differences.item() < 1e-4)
        #expect(
            try batch.latents.at(3).at(0).floats()
                == RandomGenerator(seed: 103)
                .normal(Tiny.latentShape).floats())
    }

    @Test("deterministic steps are written as NaN, random ones as finite numbers")
    func deterministic() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model, eta: 0))
        #expect(try batch.logProbabilities.floats().allSatisfy(\.isNaN))
        let random = try Self.finished(Self.rollout(model, eta: 0.5))
        #expect(try random.logProbabilities.floats().allSatisfy(\.isFinite))
        #expect(throws: RLCFError.self) {
            try TimestepWeights.weights(of: Tiny.sampler(eta: 0), .uniform)
        }
    }

    @Test("an interruption gives a step up, and the walk goes on as if it had not been")
    func interruption() throws {
        let model = try Tiny.model()
        let expected = try Self.finished(Self.rollout(model))
        var questions = 0
        let rollout = try Self.rollout(model) {
            questions += 1
            return questions == 3 || questions == 8
        }
        var interruptions = 0
        while !rollout.isFinished {
            do { try rollout.advance() } catch is Interruption { interruptions += 1 }
        }
        #expect(interruptions == 2)
        #expect(try rollout.result().latents.floats() == expected.latents.floats())
    }

    @Test("a kept trajectory holds the noise, every latent and every x̂0")
    func trajectory() throws {
        let model = try Tiny.model()
        let batch = try Self.finished(Self.rollout(model))
        let trajectory = try #require(try batch.trajectory(of: 1))
        #expect(trajectory.latents.shape == [5, 4, 8, 8])
        #expect(trajectory.predictedOriginals.shape == [4, 4, 8, 8])
        #expect(try batch.trajectory(of: 0) == nil)
    }

    @Test("late, sensitive timesteps count less where asked for, and 1 on average")
    func weights() throws {
        let sampler = try Tiny.sampler(steps: 10)
        let weights = try TimestepWeights.weights(of: sampler, .sensitivity)
        let order = sampler.steps.indices.sorted {
            sampler.steps[$0].sensitivity(to: .noise) < sampler.steps[$1].sensitivity(to: .noise)
        }
        #expect(order.map { weights[$0] } == weights.sorted(by: >))
        #expect(abs(weights.reduce(0, +) - 10) < 1e-9)
        #expect(try TimestepWeights.weights(of: sampler, .uniform).allSatisfy { $0 == 1 })
    }

    @Test("a velocity is learned from pure noise on")
    func pureNoise() throws {
        let schedule = NoiseSchedule(
            SchedulerConfiguration(
                prediction: .velocity, spacing: .trailing, rescalesToZeroTerminalSNR: true))
        let sampler = try Sampler(schedule, steps: 5, eta: 1)
        #expect(sampler.steps[0].signal == 0)
        let weights = try TimestepWeights.weights(of: sampler, .sensitivity)
        #expect(weights.allSatisfy { $0 > 0 && $0.isFinite })
    }
}
