internal import Configuration
internal import Diffusion
internal import Images
internal import Networks
public import Rewards
internal import Tensors

extension Trainer {
    /// The reward by a person's choices, where it has a weight and enough choices.
    public var countedJudgement: JudgementReward? {
        guard let judgement, judgement.head != nil, total.weights[judgement.name, default: 0] > 0
        else { return nil }
        return judgement
    }

    /// All rewards that score images now.
    public var countedRewards: [any Reward] { rewards + (countedJudgement.map { [$0] } ?? []) }

    /// Compares the rollout with the anchor, and finds every sample's advantage.
    func judge(_ work: EpochWork) throws {
        fixScaling(work)
        finishedWork = nil
        let generation = work.generation
        let judged = try generation.samples.map { sample in
            let anchors = try anchors(of: sample, in: work)
            return Judgement(
                generation.scores.mapValues { $0[sample.index] }, anchors: anchors,
                rewards: countedRewards, total: total)
        }
        let advantages = Advantages(
            rewards: judged.map(\.total),
            promptIDs: generation.samples.map { work.plan.prompt(of: $0).id },
            configuration.rlcf)
        let images = try generation.pictures()
        let contrasts = try Self.contrasts(images)
        work.contrast = (
            policy: contrasts.mean, anchor: judged.map(\.anchorContrast).mean
        )
        work.advantages = advantages
        let pictures = try GreyPicture.pictures(images)
        work.outcomes = generation.samples.map { sample in
            let prompt = work.plan.prompt(of: sample)
            let judgement = judged[sample.index]
            return SampleOutcome(
                index: sample.index, promptID: prompt.id, prompt: prompt.text,
                seed: sample.seed, scores: judgement.scores,
                anchorScores: judgement.anchorScores, winRates: judgement.winRates,
                rewards: judgement.rewards, total: judgement.total,
                anchorTotal: judgement.anchorTotal,
                advantage: advantages.values[sample.index], picture: pictures[sample.index])
        }
    }

    /// Prepares the updates; there are none where no sample is better than its peers.
    func beginUpdate(_ work: EpochWork) throws {
        guard let batch = work.generation.batch, let advantages = work.advantages else { return }
        guard advantages.values.contains(where: { $0 != 0 }) || configuration.rlcf.klWeight > 0
        else { return }
        work.update = try PolicyUpdate(
            PolicyUpdate.Experience(
                batch: batch, conditions: work.plan.conditions, advantages: advantages.values),
            policy: policy, anchor: anchor, optimizer: optimizer,
            loss: PolicyLoss(clipRange: clipRange, klWeight: configuration.rlcf.klWeight),
            weights: timestepWeights, settings: configuration.rlcf,
            shuffle: generators[.shuffle])
        let noise = RatioNoise(
            clipRange: clipRange, latentDimensions: model.latentShape.reduce(1, *),
            isReduced: model.unet.computeType.isReduced)
        work.update?.approveFirstStep = noise.check
    }

    /// Puts the epoch's numbers together and returns to a boundary.
    func finish(_ work: EpochWork) -> EpochOutcome {
        epoch = work.plan.epoch
        let outcome = EpochOutcome(
            epoch: epoch, metrics: metrics(of: work), warnings: warnings(of: work))
        work.update = nil
        finishedWork = work
        self.work = nil
        return outcome
    }

    private func metrics(of work: EpochWork) -> [String: Double] {
        var metrics = (work.update?.statistics ?? PolicyStatistics()).metrics
        for reward in countedRewards {
            let name = reward.name
            let scores = work.outcomes.compactMap { $0.scores[name] }
            guard !scores.isEmpty || reward !== judgement else { continue }
            metrics["reward/\(name)/mean"] = scores.mean
            metrics["reward/\(name)/std"] = scores.deviation
            metrics["reward/\(name)/win_rate"] = work.outcomes.compactMap { $0.winRates[name] }.mean
            metrics["anchor/\(name)/mean"] = work.outcomes.compactMap { $0.anchorScores[name] }.mean
            metrics["anchor/\(name)/deviation"] = total.scaling.deviations[name]
        }
        metrics["reward/total/mean"] = work.outcomes.map(\.total).mean
        metrics["anchor/total/mean"] = work.outcomes.map(\.anchorTotal).mean
        metrics["reward/total/std"] = work.outcomes.map(\.total).deviation
        metrics["image/contrast"] = work.contrast.policy
        metrics["anchor/contrast"] = work.contrast.anchor
        metrics["optimizer/step"] = Double(optimizer.step)
        metrics["optimizer/learning_rate"] = optimizer.learningRate
        if let moved = try? policy.embeddings?.moved() { metrics["ace/moved"] = moved }
        for activity in TrainerActivity.allCases where activity != .finishing {
            metrics["time/\(activity.rawValue)"] = work.seconds[activity] ?? 0
        }
        metrics["time/epoch"] = work.seconds.values.reduce(0, +)
        return metrics
    }

    private func warnings(of work: EpochWork) -> [TrainerWarning] {
        guard let advantages = work.advantages, advantages.areAllConstant else { return [] }
        return [
            TrainerWarning(
                text: "In epoch \(work.plan.epoch) the total reward did not differ between "
                    + "samples that are compared, so nothing could be learned: look for a "
                    + "reward that is constant, or raise rollout.samples_per_prompt.")
        ]
    }
}
