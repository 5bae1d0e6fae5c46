import Configuration
import Networks
import Tensors
import TestSupport
import Testing

@testable import RLCF

@Suite("The learning rate's schedule")
struct LearningRateScheduleTests {
    /// What each of some updates with the same gradient moves a weight by at most, in learning
    /// rates; AdamW moves it by one.
    private func movements(
        _ trainer: Trainer, of parameter: Parameter? = nil, updates: Int
    ) throws -> [Float] {
        let weight = try #require(parameter ?? trainer.policy.weights.first).value
        return try (0..<updates).map { _ in
            let before = try weight.floats()
            try weight.sum().backward()
            _ = try trainer.optimizer.update()
            return largestError(try weight.floats(), before) / 1e-3
        }
    }

    @Test("the first updates are as small as they should be")
    func rises() throws {
        try withTemporaryFolder { folder in
            func trainer(warmup: Int) throws -> Trainer {
                try Training.trainer(folder) {
                    $0.optimizer.learningRate = 1e-3
                    $0.optimizer.weightDecay = 0
                    $0.optimizer.warmupSteps = warmup
                }
            }
            let warmed = try trainer(warmup: 4)
            let moved = try movements(warmed, updates: 5)
            #expect(largestError(moved, [0.25, 0.5, 0.75, 1, 1]) < 1e-2)
            #expect(warmed.optimizer.learningRate == 1e-3)
            #expect(largestError(try movements(trainer(warmup: 0), updates: 2), [1, 1]) < 1e-2)
        }
    }

    @Test("the embeddings warm up in step with the generator")
    func embeddings() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                $0.ace.learningRate = 1e-3
                $0.optimizer.warmupSteps = 4
            }
            let embeddings = try #require(trainer.policy.embeddings).parameter
            let moved = try movements(trainer, of: embeddings, updates: 5)
            #expect(largestError(moved, [0.25, 0.5, 0.75, 1, 1]) < 1e-2)
        }
    }

    @Test("a linear schedule falls from the whole rate to almost nothing, and no further")
    func linear() {
        var configuration = Configuration()
        configuration.rlcf.epochs = 5
        (configuration.rlcf.innerEpochs, configuration.rlcf.miniBatches) = (1, 2)
        configuration.optimizer.schedule = .linear
        let schedule = LearningRateSchedule(configuration)
        #expect([1, 2, 6, 10, 12].map(schedule.share) == [1, 0.9, 0.5, 0.1, 0.1])
        configuration.optimizer.warmupSteps = 4
        let warmed = LearningRateSchedule(configuration)
        #expect([0, 1, 2, 4, 6].map(warmed.share) == [0, 0.25, 0.45, 0.7, 0.5])
    }

    @Test("an epoch tells the learning rate that its last update had")
    func metric() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                $0.optimizer.learningRate = 1e-3
                $0.optimizer.warmupSteps = 8
            }
            let metrics = try Training.epoch(trainer).outcome.metrics
            #expect(metrics["optimizer/step"] == 4)
            #expect(metrics["optimizer/learning_rate"] == 0.5e-3)
        }
    }
}
