internal import Configuration
internal import Diffusion
internal import Foundation
internal import Images
internal import Networks
internal import RLCF
internal import Rewards
internal import Runs
internal import Tensors
internal import Workbench

extension RunSession {
    /// Whether there is anything to do without a further command.
    var hasWork: Bool { phase == .training || hasRequests }

    private var hasRequests: Bool {
        job != nil || sheet != nil || regeneration != nil || attention != nil || !decodes.isEmpty
            || !examinations.isEmpty
    }

    /// One bounded piece of each thing that is to be done: of a request, then of training.
    func advance() throws {
        if let request = decodes.first {
            decodes.removeFirst()
            try decode(request)
        }
        if let job { try advance(job) }
        if let sheet { try advance(sheet) }
        if let regeneration { try advance(regeneration) }
        if let attention { try attend(attention) }
        try advanceExamination()
        guard phase == .training else { return }
        if try advanceJudging() { return }
        let start = Date()
        let progress: TrainerProgress
        do {
            progress = try trainer.advance()
        } catch let failure as RewardFailure {
            return try pause(because: failure)
        }
        elapsed += Date().timeIntervalSince(start)
        updateSnapshot { value in
            value.activity = Activity(progress.activity)
            value.epoch = progress.epoch
            (value.completed, value.total) = (progress.completed, progress.total)
            value.memory = MemoryUse.resident()
        }
        switch progress.event {
        case .rolloutScored(let outcomes): try keep(outcomes, epoch: progress.epoch)
        case .epochFinished(let outcome): try finish(outcome)
        case .interrupted, nil: break
        }
    }

    /// Nothing is learned from a batch that a reward did not score: training waits, and what was
    /// learned before is on disk.
    private func pause(because failure: RewardFailure) throws {
        try saveLastBoundary()
        try say(
            .error,
            "\(failure) Nothing was learned from this batch; training is paused and saved. Mend "
                + "the reward, then resume: the batch is scored again.")
        try change(to: .paused)
    }

    /// Writes the checkpoint of the last boundary, where it can be and is not on disk.
    func saveLastBoundary() throws {
        guard trainer.canSaveCheckpoint, trainer.epoch > 0,
            try store.latestCheckpoint()?.epoch != trainer.epoch
        else { return }
        try saveCheckpoint()
    }

    private func keep(_ outcomes: [SampleOutcome], epoch: Int) throws {
        look(at: outcomes)
        var records: [SampleRecord] = []
        for outcome in outcomes {
            records.append(try record(of: outcome, epoch: epoch))
        }
        try emit([.samplesScored(epoch: epoch, samples: records)])
        sharpen(outcomes)
    }

    /// Shows the sample that was last looked at as the decoder sees it.
    private func sharpen(_ outcomes: [SampleOutcome]) {
        updateSnapshot { value in
            guard let id = value.rollout?.id,
                let outcome = outcomes.first(where: { $0.index == id })
            else { return }
            value.rollout?.policy = outcome.picture
        }
    }

    /// Writes the sample's files before anything names them.
    private func record(of outcome: SampleOutcome, epoch: Int) throws -> SampleRecord {
        var record = SampleRecord(
            epoch: epoch, index: outcome.index, promptID: outcome.promptID,
            prompt: outcome.prompt, seed: outcome.seed, scores: outcome.scores,
            anchorScores: outcome.anchorScores, winRates: outcome.winRates,
            total: outcome.total, anchorTotal: outcome.anchorTotal, advantage: outcome.advantage,
            picture: nil, trajectory: nil, anchorTrajectory: nil)
        if outcome.index < configuration.run.picturesPerEpoch {
            let path = RunFolder.picture(epoch: epoch, index: outcome.index)
            try outcome.picture.writePNG(to: folder.absolute(path))
            record.picture = path
            try keepAnchorPicture(of: outcome, in: &record)
        }
        if let trajectory = try trainer.trajectory(ofSample: outcome.index) {
            let path = RunFolder.trajectory(epoch: epoch, index: outcome.index)
            // The anchor is asked about the steps later: its answer needs the exact latents.
            try trajectory.write(
                to: folder.absolute(path), dtype: trainer.model.unet.store.dtype,
                originalsDType: .float16)
            record.trajectory = path
            record.anchorTrajectory = try anchorTrajectory(outcome, epoch: epoch)
        }
        return record
    }

    /// A copy of the bank's trajectory of the prompt, one for each prompt of an epoch.
    private func anchorTrajectory(_ outcome: SampleOutcome, epoch: Int) throws -> String? {
        guard let prompt = trainer.promptsAtWork.first(where: { $0.id == outcome.promptID }),
            let source = trainer.bank?.trajectoryPath(of: prompt)
        else { return nil }
        let path = RunFolder.anchorTrajectory(epoch: epoch, index: outcome.index)
        try folder.link(source, to: path)
        return path
    }

    /// The bank's picture of the prompt with its scores, kept once for the run.
    private func keepAnchorPicture(of outcome: SampleOutcome, in record: inout SampleRecord) throws
    {
        guard let prompt = trainer.promptsAtWork.first(where: { $0.id == outcome.promptID }),
            let source = trainer.bank?.picturePath(of: prompt),
            let image = trainer.firstAnchorImage(of: prompt)
        else { return }
        let path = RunFolder.anchorPicture(of: prompt.text)
        if !FileManager.default.fileExists(atPath: folder.absolute(path)) {
            try folder.link(source, to: path)
        }
        record.anchorPicture = path
        record.anchorPictureScores = image.scores
        record.anchorPictureScores[JudgedPicture.total] = image.total
    }

    private func finish(_ outcome: EpochOutcome) throws {
        finishEpochClock()
        var metrics = outcome.metrics
        let every = configuration.run.judgeEvery
        if every > 0, outcome.epoch.isMultiple(of: every), !judges.isEmpty {
            for (name, scores) in try trainer.scores(of: judges) ?? [:] {
                metrics["judge/\(name)"] = scores.reduce(0, +) / Double(max(1, scores.count))
            }
        }
        metrics["image/diversity"] = diversity
        let timings = metrics.filter { $0.key.hasPrefix("time/") }
        let report = EpochReport(epoch: outcome.epoch, metrics: metrics, elapsed: elapsed)
        try emit([.epochFinished(report)])
        updateSnapshot { $0.timings = timings }
        for warning in outcome.warnings { try say(.warning, warning.text) }
        let isAlarming = try raiseAlarms(report)
        let isLast = outcome.epoch >= configuration.rlcf.epochs
        if isLast || outcome.epoch.isMultiple(of: configuration.run.checkpointEvery) {
            try saveCheckpoint()
        }
        if isLast {
            try change(to: .complete)
        } else if isAlarming {
            try say(.alarm, "The run stops because of the alarm above (run.stop_on_alarm).")
            try stop()
        }
    }

    func saveCheckpoint() throws {
        updateSnapshot { $0.activity = .saving }
        let record = try folder.writeCheckpoint(epoch: trainer.epoch) {
            try trainer.saveCheckpoint(to: $0)
        }
        try emit([.checkpointSaved(record)])
        try store.applyRetention(configuration.run)
    }

    /// A sample of the rollout at work.
    func show(_ rollout: RolloutPreview) {
        guard let painter else { return }
        let shape = trainer.model.latentShape
        let prompts = trainer.promptsAtWork
        guard prompts.indices.contains(rollout.row),
            let latents = try? Tensor.of(rollout.predictedOriginal, shape: [1] + shape),
            let picture = try? painter.picture(of: latents)
        else { return }
        let prompt = prompts[rollout.row]
        let anchor = trainer.bank?.picturePath(of: prompt)
            .flatMap { try? GreyPicture(contentsOf: $0) }
        updateSnapshot { value in
            value.rollout = PictureInProgress(
                id: rollout.sample, prompt: prompt.text, step: rollout.step,
                steps: rollout.steps, timestep: rollout.timestep, policy: picture,
                anchor: anchor)
        }
    }
}

extension Activity {
    init(_ activity: TrainerActivity) {
        switch activity {
        case .anchoring: self = .makingAnchorBank
        case .sampling: self = .sampling
        case .decoding: self = .decoding
        case .scoring: self = .scoring
        case .updating: self = .updating
        case .finishing: self = .saving
        }
    }
}
