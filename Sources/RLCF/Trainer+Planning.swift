internal import Configuration
internal import Diffusion
internal import Networks
internal import Rewards
internal import Tensors

extension Trainer {
    /// Prompts whose anchor images give the rewards their scale at the start of a run, beside
    /// those of the first epoch.
    static let scalingPrompts = 24

    /// Draws an epoch's prompts and seeds.
    func beginEpoch() throws -> EpochWork {
        let generatorsBefore = try generators.state()
        if let judgement = countedJudgement, let head = judgement.head {
            total.scaling.set(judgement.name, deviation: head.deviation)
        }
        let plan = try makePlan()
        return EpochWork(
            generatorsBefore: generatorsBefore, plan: plan,
            anchorGeneration: plan.anchorSamples.isEmpty
                ? nil : generation(of: plan.anchorSamples, plan, byAnchor: true),
            generation: generation(of: plan.samples, plan, byAnchor: false))
    }

    private func makePlan() throws -> EpochPlan {
        let drawn = try drawPrompts()
        var rows: [ScoredPrompt] = []
        for prompt in drawn where !rows.contains(prompt) { rows.append(prompt) }
        let samples = try makeSamples(drawn.map { rows.firstIndex(of: $0) ?? 0 }, of: rows)
        if rewards.contains(where: { total.scaling.deviations[$0.name] == nil }), bank != nil {
            for prompt in prompts.prefix(Self.scalingPrompts) where !rows.contains(prompt) {
                rows.append(prompt)
            }
        }
        return EpochPlan(
            epoch: epoch + 1, prompts: rows,
            conditions: try model.conditions(
                rows.map(\.text), guidance: configuration.rollout.guidance),
            samples: samples, anchorSamples: try makeAnchorSamples(rows, samples))
    }

    /// In random order; where more are wanted than there are, they return.
    private func drawPrompts() throws -> [ScoredPrompt] {
        let order = try generators[.prompts].permutation(prompts.count)
        return (0..<configuration.rollout.promptsPerEpoch).map {
            prompts[order[$0 % order.count]]
        }
    }

    private func makeSamples(
        _ rows: [Int], of prompts: [ScoredPrompt]
    ) throws -> [RolloutSample] {
        let perPrompt = configuration.rollout.samplesPerPrompt
        let count = rows.count * perPrompt
        let seeds =
            if configuration.anchor.mode == .paired, let bank {
                try pairedSeeds(
                    rows, perPrompt: perPrompt, lists: prompts.map(bank.seeds(of:)))
            } else {
                try Seeds.drawn(count, from: generators[.samples])
            }
        return (0..<count).map {
            RolloutSample(index: $0, row: rows[$0 / perPrompt], seed: seeds[$0])
        }
    }

    /// Each image of a prompt from another seed of the prompt's list.
    private func pairedSeeds(
        _ rows: [Int], perPrompt: Int, lists: [[UInt64]]
    ) throws -> [UInt64] {
        var left: [Int: ArraySlice<Int>] = [:]
        var seeds: [UInt64] = []
        for row in rows {
            let list = lists[row]
            if left[row] == nil {
                left[row] = try generators[.samples].permutation(list.count)[...]
            }
            for _ in 0..<perPrompt {
                guard let next = left[row]?.popFirst() else {
                    throw RLCFError(
                        "With anchor.mode paired every image of a prompt needs a seed of its own: "
                            + "an epoch asks for more than the \(list.count) of the list; raise "
                            + "anchor.bank_size, or lower rollout.samples_per_prompt.")
                }
                seeds.append(list[next])
            }
        }
        return seeds
    }

    private func makeAnchorSamples(
        _ rows: [ScoredPrompt], _ samples: [RolloutSample]
    ) throws -> [RolloutSample] {
        guard let bank else {
            let seeds = try Seeds.drawn(samples.count, from: generators[.anchor])
            return zip(samples, seeds).map {
                RolloutSample(index: $0.index, row: $0.row, seed: $1)
            }
        }
        let missing = rows.indices.filter { row in
            bank.images(of: rows[row], withFeatures: countedJudgement != nil) == nil
        }
        let pairs = missing.flatMap { row in bank.seeds(of: rows[row]).map { (row, $0) } }
        return pairs.enumerated().map { index, pair in
            RolloutSample(index: index, row: pair.0, seed: pair.1)
        }
    }

    private func generation(
        of samples: [RolloutSample], _ plan: EpochPlan, byAnchor: Bool
    ) -> SampleGeneration {
        let rollout = Rollout(
            sampler, samples,
            Rollout.Settings(
                latentShape: model.latentShape, device: model.device,
                dtype: model.unet.store.dtype,
                microBatch: configuration.rollout.microBatch),
            keptWhole: byAnchor ? keptAnchors(samples) : keptSamples(samples),
            isInterrupted: isInterrupted
        ) { [policy, anchor] latents, timesteps, rows in
            let conditions = try plan.conditions.selecting(rows)
            return byAnchor
                ? try anchor.predict(latents, timesteps: timesteps, conditions: conditions)
                : try policy.predict(latents, timesteps: timesteps, conditions: conditions)
        }
        if !byAnchor {
            rollout.onStep = { [unowned self] sample, step in try show(sample, step) }
        }
        return SampleGeneration(
            rollout, model: model, rewards: rewards, judgement: countedJudgement,
            prompts: plan.prompts,
            microBatch: configuration.rollout.microBatch)
    }

    /// Whole trajectories are kept evenly over the prompts: the first of each, then the second…
    private func keptSamples(_ samples: [RolloutSample]) -> Set<Int> {
        var ranks: [Int: Int] = [:]
        let ranked = samples.map { sample in
            defer { ranks[sample.row, default: 0] += 1 }
            return (rank: ranks[sample.row, default: 0], index: sample.index)
        }
        let order = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
        return Set(order.prefix(configuration.run.trajectoriesPerEpoch).map(\.index))
    }

    /// The first of each prompt, to be shown beside the policy's.
    private func keptAnchors(_ samples: [RolloutSample]) -> Set<Int> {
        guard bank != nil else { return [] }
        var seen: Set<Int> = []
        return Set(samples.filter { seen.insert($0.row).inserted }.map(\.index))
    }

    private func show(_ sample: RolloutSample, _ step: Denoising.Step) throws {
        guard let onPreview, previewEvery > 0 else { return }
        let isLast = step.index + 1 == sampler.steps.count
        guard isLast || (step.index + 1).isMultiple(of: previewEvery) else { return }
        onPreview(
            RolloutPreview(
                sample: sample.index, row: sample.row, step: step.index + 1,
                steps: sampler.steps.count, timestep: step.coefficients.timestep,
                predictedOriginal: try step.predictedOriginal.at(0).floats()))
    }
}
