import Configuration
import Networks
import Rewards
import Tensors

@testable import RLCF

/// Trainers of tiny models, and epochs of them.
enum Training {
    static func trainer(
        _ folder: String, rewards: [any Reward] = Tiny.rewards,
        _ change: (inout Configuration) -> Void = { _ in },
        isInterrupted: @escaping () -> Bool = { false }
    ) throws -> Trainer {
        try Trainer(
            model: Tiny.model(), rewards: rewards, prompts: Tiny.prompts,
            configuration: Tiny.configuration(change), bankFolder: folder + "/bank",
            isInterrupted: isInterrupted)
    }

    @discardableResult
    static func epoch(
        _ trainer: Trainer
    ) throws -> (samples: [SampleOutcome], outcome: EpochOutcome) {
        var samples: [SampleOutcome] = []
        while true {
            switch try trainer.advance().event {
            case .rolloutScored(let scored): samples = scored
            case .epochFinished(let outcome): return (samples, outcome)
            case .interrupted, nil: break
            }
        }
    }

    /// All numbers that training changes.
    static func weights(_ trainer: Trainer) throws -> [[Float]] {
        let parameters = trainer.policy.trainableParameters.map(\.value)
        let moments = trainer.optimizer.state().map(\.tensor)
        return try (parameters + moments).map { try $0.floats() }
    }
}
