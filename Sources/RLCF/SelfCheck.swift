internal import Configuration
internal import Diffusion
internal import Networks
internal import Rewards
internal import Tensors

/// Looks for what goes wrong in policy gradients on diffusion models, on the user's own model and
/// machine: a small rollout is replayed, judged and learned from, and everything is put back.
public final class SelfCheck {
    /// Replayed ratios in fp32 and with the rollout's batch shape differ from 1 by no more.
    static let floorLimit = 1e-6
    /// The predictions of rollout and update differ relatively by no more.
    static let predictionLimit = 1e-3
    /// Where the network rounds, which x̂0 shows enlarged while little of it is left.
    static let reducedPredictionLimit = 0.05
    /// The clip range is at least so many times the floor.
    static let clipMargin = 10.0
    /// The scores of policy and anchor differ by no more before the first update.
    static let gapLimit = 0.01

    let trainer: Trainer
    let probe: SelfCheckProbe
    let prompts: [ScoredPrompt]
    let conditions: Conditions
    let samples: [RolloutSample]

    /// - Parameter trainer: at a boundary, and not yet trained for the step-0 gap to mean
    ///   something.
    public convenience init(_ trainer: Trainer) throws {
        try self.init(trainer, probe: SelfCheckProbe())
    }

    /// - Parameter samples: of each of the first two prompts.
    init(_ trainer: Trainer, probe: SelfCheckProbe, samples perPrompt: Int = 4) throws {
        guard trainer.isAtBoundary else {
            throw RLCFError("The self-check cannot run in the middle of an epoch.")
        }
        self.trainer = trainer
        self.probe = probe
        prompts = Array(trainer.prompts.prefix(2))
        conditions = try trainer.model.conditions(
            prompts.map(\.text), guidance: trainer.configuration.rollout.guidance)
        let count = prompts.count * perPrompt
        let seeds = probe.seeds(Seeds.list(trainer.configuration.run.seed, count: count))
        samples = (0..<count).map {
            RolloutSample(index: $0, row: $0 / perPrompt, seed: seeds[$0])
        }
    }

    /// Every check, the cheap ones first.
    public func run() throws -> SelfCheckReport {
        var results = try [
            batchArithmetic(), randomTimesteps(), matrixProduct(), distinctSeeds(),
        ]
        let clock = ContinuousClock()
        let start = clock.now
        let policy = try generate(byAnchor: false)
        let generationSeconds = (clock.now - start) / .seconds(1)
        guard let rolledOut = policy.batch else {
            throw RLCFError("The self-check's rollout did not finish.")
        }
        let batch = try probe.keep(rolledOut)
        let update = try replay(batch)
        results += [try logProbability(batch, update), try guidance(batch, update)]
        let (floorResults, floors) = try ratioChecks(update)
        results += floorResults
        results += [try stepZeroGap(policy), rewardSpread(policy)]
        let learning = try learningRate(policy, batch)
        results.append(learning.result)
        let share = Double(trainer.configuration.batchPlan.samplesPerEpoch) / Double(samples.count)
        let updates = Double(trainer.configuration.rlcf.innerEpochs) * learning.updateSeconds
        return SelfCheckReport(
            results: results, timesteps: timesteps(floors),
            proposedLearningRate: learning.proposal,
            epochSeconds: share * (generationSeconds + updates))
    }

    var sampler: Diffusion.Sampler { trainer.sampler }

    /// The rollout of the check's samples, decoded and scored.
    func generate(byAnchor: Bool) throws -> SampleGeneration {
        let settings = Rollout.Settings(
            latentShape: trainer.model.latentShape, device: trainer.model.device,
            dtype: trainer.model.unet.store.dtype, microBatch: samples.count)
        let rollout = Rollout(
            sampler, samples, settings, keptWhole: Set(samples.map(\.index)),
            isInterrupted: trainer.isInterrupted
        ) { [trainer, conditions] latents, timesteps, rows in
            let selected = try conditions.selecting(rows)
            return byAnchor
                ? try trainer.anchor.predict(latents, timesteps: timesteps, conditions: selected)
                : try trainer.policy.predict(latents, timesteps: timesteps, conditions: selected)
        }
        let generation = SampleGeneration(
            rollout, model: trainer.model, rewards: trainer.rewards, prompts: prompts,
            microBatch: samples.count)
        while generation.stage != .finished { try generation.advance() }
        return generation
    }

    private func timesteps(_ floors: [Double?]) -> [SelfCheckReport.Timestep] {
        zip(sampler.steps, floors).map { step, floor in
            SelfCheckReport.Timestep(
                timestep: step.timestep, sigma: step.sigma,
                sensitivity: step.sigma > 0 ? step.sensitivity(to: sampler.prediction) : nil,
                floor: floor)
        }
    }
}
