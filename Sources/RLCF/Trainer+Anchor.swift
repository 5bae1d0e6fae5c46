internal import Configuration
internal import Diffusion
internal import Images
internal import Networks
public import Rewards
internal import Tensors

extension Trainer {
    /// The bank of a configuration; nil where the anchor's images are made afresh every time.
    static func makeBank(
        _ configuration: Configuration, model: DiffusionModel, rewards: [any Reward],
        folder: String, shipped: [String]
    ) throws -> AnchorBank? {
        let (anchor, rollout) = (configuration.anchor, configuration.rollout)
        guard anchor.mode != .fresh else { return nil }
        var fingerprint = Fingerprint()
        try fingerprint.combine(model.unet.store)
        try fingerprint.combine(model.autoencoder.store)
        try fingerprint.combine(model.textEncoder.store)
        fingerprint.combine(
            "\(rollout.sampler.rawValue) \(rollout.steps) \(rollout.eta) \(rollout.guidance) "
                + "\(anchor.seed)")
        if configuration.model.precision != .fp32 {
            fingerprint.combine(configuration.model.precision.rawValue)
        }
        try fingerprint.combine(encoding: model.schedule.configuration)
        for reward in rewards { fingerprint.combine("\(reward.name) \(reward.identity)") }
        return AnchorBank(
            folder: folder, readOnlyFolders: shipped, identity: fingerprint.text,
            seed: anchor.seed, imagesPerPrompt: anchor.bankSize, rewards: rewards.map(\.name))
    }

    /// Keeps the anchor's new images: in the bank, or for this epoch.
    func keepAnchors(_ generation: SampleGeneration, of work: EpochWork) throws {
        let pictures = try generation.pictures()
        let contrasts = try Self.contrasts(pictures)
        // What changes from epoch to epoch is made of the features when it is wanted.
        let kept = generation.scores.filter { $0.key != judgement?.name }
        let images = generation.samples.map { sample in
            AnchorImage(
                seed: sample.seed, scores: kept.mapValues { $0[sample.index] },
                contrast: contrasts[sample.index],
                features: generation.features.isEmpty ? nil : generation.features[sample.index])
        }
        guard let bank else {
            work.freshAnchors = images
            return
        }
        let members = Dictionary(grouping: generation.samples, by: \.row)
        for (row, samples) in members.sorted(by: { $0.key < $1.key }) {
            let first = samples[0].index
            let shown = try GreyPicture.pictures(pictures.sliced(0, first..<first + 1))[0]
            try bank.keep(
                samples.map { images[$0.index] }, of: work.plan.prompts[row], picture: shown,
                trajectory: generation.batch?.trajectory(of: first))
        }
    }

    /// The anchor's images that a sample is compared with.
    func anchors(of sample: RolloutSample, in work: EpochWork) throws -> [AnchorImage] {
        guard let bank else { return [judged(work.freshAnchors[sample.index])] }
        let prompt = work.plan.prompt(of: sample)
        guard let images = bank.images(of: prompt) else {
            throw RLCFError("The anchor bank has lost its images of '\(prompt.text)'.")
        }
        let compared =
            configuration.anchor.mode == .paired
            ? images.filter { $0.seed == sample.seed } : images
        return compared.map(judged)
    }

    /// With what the reward by a person's choices says now, where it counts.
    private func judged(_ image: AnchorImage) -> AnchorImage {
        guard let judgement = countedJudgement, let features = image.features else { return image }
        var scores = image.scores
        scores[judgement.name] = judgement.score(features)
        return AnchorImage(
            seed: image.seed, scores: scores, contrast: image.contrast, features: features)
    }

    /// What is said of the bank's first image of a prompt, whose picture is kept: the rewards'
    /// scores, unscaled, and the total as the policy's images are given it.
    public func firstAnchorImage(
        of prompt: ScoredPrompt
    ) -> (scores: [String: Double], total: Double)? {
        guard let images = bank?.images(of: prompt)?.map(judged), let first = images.first else {
            return nil
        }
        let judgement = Judgement(
            first.scores, anchors: images, rewards: countedRewards, total: total)
        return (judgement.scores, judgement.total)
    }

    /// Fixes the rewards' scale at the start of a run, from all anchor images that are at hand.
    func fixScaling(_ work: EpochWork) {
        let groups = anchorGroups(work)
        for reward in rewards {
            total.scaling.fix(
                reward.name,
                anchorScores: groups.map { $0.compactMap { $0.scores[reward.name] } })
        }
    }

    /// The anchor's images, a list for each prompt.
    private func anchorGroups(_ work: EpochWork) -> [[AnchorImage]] {
        if let bank { return work.plan.prompts.map { bank.images(of: $0) ?? [] } }
        let members = Dictionary(grouping: work.generation.samples, by: \.row)
        return members.sorted { $0.key < $1.key }.map { _, samples in
            samples.map { work.freshAnchors[$0.index] }
        }
    }

    /// The standard deviation of each picture's grey values.
    static func contrasts(_ pictures: Tensor) throws -> [Double] {
        try pictures.variance(1, 2, 3).squareRoot().doubles()
    }
}
