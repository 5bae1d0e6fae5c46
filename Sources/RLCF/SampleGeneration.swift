internal import Diffusion
internal import Rewards
internal import Tensors

/// Images and their scores: a rollout, then its pictures, then what each reward says of them, in
/// bounded pieces.
final class SampleGeneration {
    enum Stage {
        case sampling, decoding, scoring, finished
    }

    let rollout: Rollout
    private let model: DiffusionModel
    private let rewards: [any Reward]
    private let judgement: JudgementReward?
    /// One row for each prompt that the samples name.
    private let prompts: [ScoredPrompt]
    private let microBatch: Int

    private(set) var stage = Stage.sampling
    private(set) var batch: RolloutBatch?
    private var decoded: [Tensor] = []
    private var scored = 0
    /// By reward name, in the order of the samples.
    private(set) var scores: [String: [Double]] = [:]
    /// What the reward by a person's choices has seen, in the order of the samples.
    private(set) var features: [[Double]] = []

    /// - Parameter judgement: where it counts.
    init(
        _ rollout: Rollout, model: DiffusionModel, rewards: [any Reward],
        judgement: JudgementReward? = nil, prompts: [ScoredPrompt], microBatch: Int
    ) {
        self.rollout = rollout
        self.model = model
        self.rewards = rewards
        self.judgement = judgement
        self.prompts = prompts
        self.microBatch = microBatch
    }

    var samples: [RolloutSample] { rollout.samples }

    /// Pieces of the stage, done and in all.
    var progress: (completed: Int, total: Int) {
        let parts = (samples.count + microBatch - 1) / microBatch
        return switch stage {
        case .sampling: rollout.progress
        case .decoding: (decoded.count, parts)
        case .scoring, .finished: (scored, parts)
        }
    }

    /// Decoded images [N, 1, H, W] in 0…1, as the rewards saw them.
    func pictures() throws -> Tensor { try .concatenated(decoded, 0) }

    /// One denoising step, one batch of decoding, or one batch of scoring.
    func advance() throws {
        switch stage {
        case .sampling: try sample()
        case .decoding: try decode()
        case .scoring: try score()
        case .finished: break
        }
    }

    private func sample() throws {
        try rollout.advance()
        guard rollout.isFinished else { return }
        batch = try rollout.result()
        stage = .decoding
    }

    private func decode() throws {
        guard let batch else { return }
        let range = part(decoded.count)
        decoded.append(try model.decode(batch.finalLatents().sliced(0, range)))
        if range.upperBound == samples.count { stage = .scoring }
    }

    private func score() throws {
        let range = part(scored)
        let rows = samples[range].map { prompts[$0.row] }
        // Kept when all have spoken: a batch that failed is scored again, as a whole.
        var batch: [String: [Double]] = [:]
        for reward in rewards {
            let values = try reward.scores(
                decoded[scored], prompts: rows, microBatch: microBatch
            ).doubles()
            guard values.allSatisfy(\.isFinite) else {
                throw RLCFError(
                    "The reward '\(reward.name)' gave a score that is not a number, so nothing was "
                        + "learned: check its network, or go back to a checkpoint from before "
                        + "the pictures broke.")
            }
            batch[reward.name] = values
        }
        if let judgement {
            let seen = try judgement.features(decoded[scored])
            batch[judgement.name] = seen.map(judgement.score)
            features += seen
        }
        scores.merge(batch) { $0 + $1 }
        scored += 1
        if range.upperBound == samples.count { stage = .finished }
    }

    private func part(_ index: Int) -> Range<Int> {
        index * microBatch..<min(samples.count, (index + 1) * microBatch)
    }
}
