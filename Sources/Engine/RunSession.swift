internal import Configuration
internal import Diffusion
internal import Foundation
internal import RLCF
internal import Rewards
internal import Runs
internal import Tensors
internal import Text
internal import Workbench

/// A run with everything that it holds: trainer, store, requests. Lives on the engine's thread.
///
/// Order of every fact: written to the run store, then published.
final class RunSession {
    let folder: RunFolder
    let store: RunStore
    let trainer: Trainer
    let judges: [any Reward]
    private(set) var configuration: Configuration
    var manifest: RunManifest
    let publish: (Event) -> Void
    private let snapshot: Mailbox<Snapshot>

    var phase = Phase.loading
    /// Makes the pictures in progress.
    var painter: ProgressPainter?
    var job: SampleJob?
    var sheet: SheetJob?
    var decodes: [DecodeRequest] = []
    /// Trajectories whose steps are still to be examined, the one at work first.
    var examinations: [ExamineRequest] = []
    var examination: ExaminationJob?
    var regeneration: RegenerationJob?
    var attention: AttentionRequest?
    /// Files of samples that were made again, the oldest first, relative to the run folder.
    var regenerated: [String] = []
    /// What is wrong with the run's course.
    var watch = AlarmWatch()
    /// The pictures of the epoch at work.
    var pictures: [EpochEvidence.Prompt] = []
    /// Mean over the epoch's prompts of how much their pictures differ.
    var diversity = Double.nan
    /// Whether there are choices between pictures that nothing was learned from yet.
    var hasNewJudgements = true
    /// Ids of choices whose pictures cannot be read.
    var unreadableJudgements: Set<Int> = []
    /// The largest number that a training prompt of this session has had.
    var lastPromptID = -1
    /// Seconds of training since the run's first start.
    var elapsed = 0.0
    /// Seconds that the last epochs took, the newest last.
    private var epochSeconds: [Double] = []
    private var epochStart = 0.0

    /// Opens the run and loads what it needs.
    ///
    /// - Throws: what is wrong, in a sentence; a new run's folder is then removed again.
    init(
        _ options: EngineOptions, interrupter: Interrupter, snapshot: Mailbox<Snapshot>,
        publish: @escaping (Event) -> Void
    ) throws {
        self.publish = publish
        self.snapshot = snapshot
        let configuration = options.configuration
        try Runtime.start(
            threads: configuration.model.threads > 0 ? configuration.model.threads : nil)
        guard let device = Device(configuration.model.device) else {
            throw EngineError(
                "model.device is '\(configuration.model.device)': write cpu or cuda:0.")
        }
        let modelFolder = try options.modelFolder()
        let model = try ModelFolder(modelFolder).load(device: device)
        let digest = try Self.digest(of: model)
        if !configuration.preview.decoder.isEmpty {
            painter = try .decoder(folder: configuration.preview.decoder, for: model)
        }
        let rewards = try RewardCatalogue.rewards(ofModel: modelFolder).load(
            configuration.rewards, tokenizer: model.tokenizer, device: device)
        let judgement = try Self.judgementReward(configuration, rewards)
        let userRewards = rewards.compactMap { $0 as? UserReward }
        for reward in userRewards {
            reward.surroundings.isInterrupted = { interrupter.isRaised }
            try reward.check(size: model.pictureSize, device: device)
        }
        let catalogue = RewardCatalogue.judges(ofModel: modelFolder)
        judges =
            try configuration.run.judgeEvery == 0
            ? []
            : catalogue.available.map {
                try catalogue.load(
                    $0, configuration.rewards, tokenizer: model.tokenizer, device: device)
            }
        let (prompts, cut) = try Self.fitting(
            PromptList.load(configuration, data: options.data), model)
        trainer = try Trainer(
            model: model, rewards: rewards, judgement: judgement, prompts: prompts,
            configuration: configuration, bankFolder: options.bankFolder,
            shippedBanks: ["\(modelFolder)/anchors"],
            isInterrupted: { interrupter.isRaised })

        if let branch = options.branch {
            try trainer.begin(from: Self.checkpoint(of: branch))
        }
        let opened = try Self.open(options, model: modelFolder, digest: digest)
        (folder, manifest) = opened
        self.configuration = configuration
        store = try RunStore(folder, lock: RunLock(folder))
        var undone = 0
        if case .resumed = options.target {
            undone = try goBack()
            try applyChoices(listed: prompts)
        }
        try emit([.runOpened(description(modelFolder))])
        if undone > 0 { try say(.info, Self.redoing(undone)) }
        // The other run may not keep its checkpoint until this one has one.
        if options.branch != nil { try saveCheckpoint() }
        for text in cut { try say(.warning, text) }
        trainer.onPreview = { [unowned self] in show($0) }
        for reward in userRewards {
            reward.surroundings.say = { [weak self] in try? self?.say(.warning, $0) }
        }
        try change(to: .ready)
    }

    /// - Throws: `EngineError` where it has a weight and the model no diagnosis network.
    private static func judgementReward(
        _ configuration: Configuration, _ rewards: [any Reward]
    ) throws -> JudgementReward? {
        let diagnosis = rewards.compactMap { $0 as? DiagnosisReward }.first
        guard diagnosis != nil || configuration.rewards.judgement.weight == 0 else {
            throw EngineError(
                "The judgement reward looks at the features of the diagnosis network, which the "
                    + "model does not have: put one into its rewards folder, or set "
                    + "rewards.judgement.weight to 0.")
        }
        return diagnosis?.makeJudgementReward()
    }

    private static func open(
        _ options: EngineOptions, model: String, digest: String
    ) throws -> (RunFolder, RunManifest) {
        switch options.target {
        case .resumed(let folder): return (folder, try folder.manifest())
        case .new(let root, let path):
            let manifest = RunManifest(
                configuration: options.configuration,
                model: URL(fileURLWithPath: model).standardized.path,
                digests: ["model": digest],
                programVersion: options.programVersion, created: Date(),
                branch: options.branch)
            let folder =
                try path.map { try RunFolder.create(at: $0, manifest: manifest) }
                ?? RunFolder.create(in: root, manifest: manifest)
            return (folder, manifest)
        }
    }

    /// The folder that a branch begins with.
    private static func checkpoint(of branch: RunBranch) throws -> String {
        let folder = try RunFolder(path: branch.run)
        return folder.absolute(RunFolder.checkpoint(epoch: branch.epoch))
    }

    /// Of the weights that make pictures.
    private static func digest(of model: DiffusionModel) throws -> String {
        var fingerprint = Fingerprint()
        try fingerprint.combine(model.unet.store)
        try fingerprint.combine(model.autoencoder.store)
        try fingerprint.combine(model.textEncoder.store)
        return fingerprint.text
    }

    /// Returns to the newest checkpoint, or to the beginning where there is none yet.
    ///
    /// - Throws: `EngineError` where checkpoints were made and none is left: to begin again would
    ///   undo the run's history.
    /// - Returns: how many finished epochs were undone.
    private func goBack() throws -> Int {
        let checkpoint = try store.latestCheckpoint()
        let finished = try store.history.finishedEpochs()
        guard checkpoint != nil || finished <= configuration.run.checkpointEvery else {
            throw EngineError(
                "\(folder.path) has \(finished) finished epochs and no checkpoint to go on from: "
                    + "look at it with `cxrl watch`, or begin a new run.")
        }
        return try goBack(to: checkpoint)
    }

    private static func redoing(_ epochs: Int) -> String {
        "\(epochs) finished \(epochs == 1 ? "epoch was" : "epochs were") not in the last checkpoint "
            + "(run.checkpoint_every) and will be made again."
    }

    /// Returns to a checkpoint; what came after it is undone, once the checkpoint has been read.
    ///
    /// - Returns: how many finished epochs were undone.
    @discardableResult
    func goBack(to checkpoint: CheckpointRecord?) throws -> Int {
        if let checkpoint { try trainer.restore(from: folder.absolute(checkpoint.path)) }
        let undone = try store.rollBack(to: checkpoint?.epoch ?? 0)
        let reports = try store.history.reports(after: 0)
        elapsed = reports.last?.elapsed ?? 0
        epochStart = elapsed
        watch = AlarmWatch(past: reports)
        epochSeconds = zip(reports, reports.dropFirst()).map { $1.elapsed - $0.elapsed }
        return undone
    }

    private func description(_ model: String) -> RunDescription {
        RunDescription(
            name: folder.name, folder: folder.path,
            model: URL(fileURLWithPath: model).standardized.path, seed: configuration.run.seed,
            epochs: configuration.rlcf.epochs, finishedEpochs: trainer.epoch,
            rewards: trainer.rewards.map { reward in
                RewardDescription(
                    name: reward.name, label: reward.label,
                    isComparative: reward.isComparative,
                    weight: trainer.total.weights[reward.name] ?? 0,
                    scale: trainer.total.scaling.deviations[reward.name] ?? 1)
            } + judgementDescription,
            prompts: trainer.prompts.map(PromptRecord.init),
            samplesPerEpoch: configuration.rollout.samplesPerEpoch,
            denoisingSteps: trainer.sampler.steps.count, latentShape: trainer.model.latentShape,
            contextLength: trainer.model.contextLength)
    }

    private var judgementDescription: [RewardDescription] {
        let weight = trainer.total.weights[RewardDescription.judgementName] ?? 0
        return trainer.judgement != nil && weight > 0 ? [.judgement(weight: weight)] : []
    }

    /// Prompts that are too long are cut to the context, and named.
    static func fitting(
        _ prompts: [ScoredPrompt], _ model: DiffusionModel
    ) throws -> (prompts: [ScoredPrompt], messages: [String]) {
        var messages: [String] = []
        let texts = try prompts.map { prompt in
            let tokens = try model.tokenizer.encodePadded(
                prompt.text, contextLength: model.contextLength, truncate: true)
            guard tokens.isTruncated else { return prompt.text }
            messages.append(
                "A prompt of \(tokens.tokenCount) tokens was cut to \(model.contextLength): "
                    + "“\(tokens.cutText.trimmingCharacters(in: .whitespaces))” is not read.")
            return String(prompt.text.dropLast(tokens.cutText.count))
        }
        return (PromptList.scored(texts), messages)
    }

    // MARK: Facts

    func emit(_ events: [Event]) throws {
        try store.record(events)
        for event in events { publish(event) }
    }

    func say(_ level: Message.Level, _ text: String) throws {
        try emit([
            .message(Message(level: level, text: text, time: Date().timeIntervalSince1970))
        ])
    }

    func change(to phase: Phase) throws {
        guard phase != self.phase else { return }
        self.phase = phase
        updateSnapshot { _ in }
        // Before anybody hears of it: who waits for the end may leave at once.
        switch phase {
        case .training: try store.work()
        case .complete, .stopped, .failed: store.rest()
        case .loading, .ready, .paused, .stopping: break
        }
        try emit([.phaseChanged(phase)])
    }

    func updateSnapshot(_ change: (inout Snapshot) -> Void) {
        snapshot.update { value in
            value.phase = phase
            value.epochs = configuration.rlcf.epochs
            value.secondsLeft = secondsLeft
            change(&value)
        }
        try? store.record(RunState(snapshot.value))
    }

    /// By the median of the last epochs.
    private var secondsLeft: Double? {
        let recent = epochSeconds.suffix(5).sorted()
        guard !recent.isEmpty else { return nil }
        let left = Double(configuration.rlcf.epochs - trainer.epoch) * recent[recent.count / 2]
        return max(0, left - (elapsed - epochStart))
    }

    func finishEpochClock() {
        epochSeconds.append(elapsed - epochStart)
        epochStart = elapsed
    }

    /// Changes what may change in a run, on disk too.
    func changeConfiguration(_ change: (inout Configuration) throws -> Void) throws {
        try change(&configuration)
        manifest.configuration = configuration
        try folder.write(manifest)
    }
}

extension PromptRecord {
    init(_ prompt: ScoredPrompt) {
        self.init(id: prompt.id, text: prompt.text, findings: prompt.findings)
    }
}
