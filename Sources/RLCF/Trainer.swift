public import Configuration
public import Diffusion
public import Rewards
internal import Tensors

/// Reinforcement learning with comparative feedback on a text-to-chest-X-ray diffusion model (Han
/// et al., "Advancing Text-Driven Chest X-Ray Generation with Policy-Based Reinforcement
/// Learning", MICCAI 2024, arXiv 2403.06516).
///
/// An epoch is a rollout of the policy, its comparison with the frozen anchor's images, and a few
/// updates by the clipped policy gradient. `advance()` does one bounded piece of it; between two
/// pieces anything else may use the model.
public final class Trainer {
    public let configuration: Configuration
    public let model: DiffusionModel
    public let policy: Policy
    public let anchor: Anchor
    public let rewards: [any Reward]
    /// The reward by a person's choices, where the model has what it needs.
    public let judgement: JudgementReward?
    public let sampler: Sampler
    /// The anchor's images; nil where they are made afresh in every epoch.
    public let bank: AnchorBank?
    /// c of the loss, for this size of latents.
    public let clipRange: Double
    /// Epochs that are finished.
    public internal(set) var epoch = 0
    /// Drawn from at the beginning of every epoch.
    public internal(set) var prompts: [ScoredPrompt]
    public internal(set) var total: RewardTotal

    /// Called with a sample of the rollout after some of its denoising steps.
    public var onPreview: ((RolloutPreview) -> Void)?
    /// Denoising steps between two previews; 0 for none.
    public var previewEvery: Int

    let generators: NamedGenerators
    let optimizer: PolicyOptimizer
    /// One for each step of the sampler.
    let timestepWeights: [Double]
    let isInterrupted: () -> Bool
    var work: EpochWork?
    /// The last epoch that was finished, whose trajectories can still be asked for.
    var finishedWork: EpochWork?
    private let clock = ContinuousClock()

    /// - Parameters:
    ///   - model: its UNet becomes the policy's.
    ///   - bankFolder: where the anchor's images are kept.
    ///   - shippedBanks: where some may lie already; not written to.
    ///   - isInterrupted: asked inside every denoising step; while it answers yes, `advance`
    ///     gives pieces up.
    /// - Throws: `RLCFError` or `ConfigurationError` where nothing could be learned.
    public init(
        model: DiffusionModel, rewards: [any Reward], judgement: JudgementReward? = nil,
        prompts: [ScoredPrompt], configuration: Configuration, bankFolder: String,
        shippedBanks: [String] = [],
        rank: Int = 0, isInterrupted: @escaping () -> Bool = { false }
    ) throws {
        self.configuration = try configuration.validated()
        self.model = model
        self.rewards = rewards
        self.judgement = judgement
        self.isInterrupted = isInterrupted
        self.prompts = prompts
        previewEvery = configuration.preview.every
        generators = try NamedGenerators(seed: configuration.run.seed, rank: rank)
        sampler = try configuration.rollout.makeSampler(model.schedule)
        timestepWeights = try TimestepWeights.weights(
            of: sampler, configuration.rlcf.timestepWeighting)
        try configuration.checkStrictBatches(randomSteps: sampler.randomSteps)
        clipRange = configuration.clipRange(
            latentDimensions: model.latentShape.reduce(1, *))
        model.unet.computeType = configuration.model.precision.computeType
        model.unet.recomputesActivations = configuration.rlcf.recompute
        bank = try Self.makeBank(
            configuration, model: model, rewards: rewards, folder: bankFolder,
            shipped: shippedBanks)
        let embeddings =
            configuration.ace.tokens > 0
            ? try AdaptiveConditionEmbeddings(tokens: configuration.ace.tokens, model: model)
            : nil
        policy = try Policy(
            unet: model.unet, adapter: configuration.adapter, embeddings: embeddings,
            generator: generators[.adapters])
        anchor = try Anchor(of: policy)
        optimizer = try PolicyOptimizer(policy, configuration)
        total = RewardTotal(
            weights: configuration.rewardWeights, feedback: ComparativeFeedback(configuration.rlcf)
        )
        try setPrompts(prompts)
        try checkRewards()
    }

    /// The batch arithmetic of an epoch with this model's schedule.
    public var batchPlan: BatchPlan { BatchPlan(configuration, randomSteps: sampler.randomSteps) }

    /// Between two epochs: nothing is in progress, and a checkpoint can be written.
    public var isAtBoundary: Bool { work == nil }

    /// Nothing was learned since the last boundary, so that a checkpoint can be written.
    public var canSaveCheckpoint: Bool { work?.outcomes.isEmpty ?? true }

    /// One bounded piece of work: a denoising step of a micro-batch, a batch of decoding or of
    /// scoring, the gradient of a micro-batch, an optimiser step, or the end of an epoch.
    ///
    /// - Throws: `RLCFError` before an update that would spoil the policy, `TensorError`, or
    ///   `RewardFailure`, after which the next call asks the reward again.
    public func advance() throws -> TrainerProgress {
        let work = try self.work ?? beginEpoch()
        self.work = work
        let activity = work.activity
        let start = clock.now
        var event: TrainerEvent?
        do {
            event = try advance(work, activity)
        } catch let error where error is Interruption || error is RewardInterruption {
            event = .interrupted
        }
        work.seconds[activity, default: 0] += (clock.now - start) / .seconds(1)
        let progress = work.progress(of: activity)
        if activity == .finishing { event = .epochFinished(finish(work)) }
        return TrainerProgress(
            activity: activity, epoch: work.plan.epoch, completed: progress.completed,
            total: progress.total, event: event)
    }

    private func advance(_ work: EpochWork, _ activity: TrainerActivity) throws -> TrainerEvent? {
        switch activity {
        case .anchoring:
            guard let generation = work.anchorGeneration else { return nil }
            try generation.advance()
            if generation.stage == .finished { try keepAnchors(generation, of: work) }
        case .sampling, .decoding, .scoring:
            try work.generation.advance()
            guard work.generation.stage == .finished else { return nil }
            try judge(work)
            try beginUpdate(work)
            return .rolloutScored(work.outcomes)
        case .updating:
            if isInterrupted() { throw Interruption() }
            try work.update?.advance()
        case .finishing:
            break
        }
        return nil
    }

    /// Takes effect at the next epoch.
    ///
    /// - Throws: `RLCFError` where there is none, or two have the same id.
    public func setPrompts(_ prompts: [ScoredPrompt]) throws {
        guard !prompts.isEmpty else {
            throw RLCFError("There is no training prompt: give at least one.")
        }
        guard Set(prompts.map(\.id)).count == prompts.count else {
            throw RLCFError("Two training prompts have the same id: give each its own.")
        }
        self.prompts = prompts
    }

    /// Of all rewards that can be given a weight.
    public var rewardNames: [String] { rewards.map(\.name) + (judgement.map { [$0.name] } ?? []) }

    /// Takes effect when the next rollout is judged.
    public func setRewardWeight(_ weight: Double, of reward: String) throws {
        guard rewardNames.contains(reward) else {
            throw RLCFError(
                "There is no reward '\(reward)' in this run; it has "
                    + rewardNames.joined(separator: ", ") + ".")
        }
        guard weight.isFinite, weight >= 0 else {
            throw RLCFError("The weight of '\(reward)' must be a number from 0, not \(weight).")
        }
        total.weights[reward] = weight
    }

    /// A trajectory of the rollout that was kept whole, until the next one is complete.
    public func trajectory(ofSample index: Int) throws -> Trajectory? {
        let batch = work?.generation.batch ?? finishedWork?.generation.batch
        return try batch?.trajectory(of: index)
    }

    private func checkRewards() throws {
        let names = Set(rewardNames)
        guard total.weights.contains(where: { $0.value > 0 && names.contains($0.key) }) else {
            throw RLCFError(
                "None of the rewards that are there (\(names.sorted().joined(separator: ", "))) "
                    + "has a weight above 0, so there is nothing to learn.")
        }
    }
}
