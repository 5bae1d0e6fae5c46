internal import Configuration
internal import Images
internal import RLCF
internal import Rewards
internal import Runs
internal import Workbench

extension RunSession {
    /// Measures the pictures of a rollout, prompt by prompt.
    func look(at outcomes: [SampleOutcome]) {
        let groups = Dictionary(grouping: outcomes, by: \.promptID).sorted { $0.key < $1.key }
        pictures = groups.map { evidence($0.value) }
        let deviations = groups.map { PictureDiversity.deviation($0.value.map(\.picture)) }
            .filter(\.isFinite)
        diversity = deviations.reduce(0, +) / Double(deviations.count)
    }

    private func evidence(_ outcomes: [SampleOutcome]) -> EpochEvidence.Prompt {
        let first = outcomes[0]
        let prompt = trainer.promptsAtWork.first { $0.id == first.promptID }
        let anchor = prompt.flatMap { trainer.bank?.picturePath(of: $0) }
            .flatMap { try? GreyPicture(contentsOf: $0) }
        var gains: [String: Double] = [:]
        for reward in trainer.countedRewards {
            let differences = outcomes.compactMap { outcome -> Double? in
                guard let own = outcome.scores[reward.name],
                    let other = outcome.anchorScores[reward.name]
                else { return nil }
                return own - other
            }
            let mean = differences.reduce(0, +) / Double(max(1, differences.count))
            gains[reward.name] = mean / (trainer.total.scaling.deviations[reward.name] ?? 1)
        }
        return EpochEvidence.Prompt(
            text: first.prompt, policy: outcomes.map { PictureMeasures($0.picture) },
            anchor: anchor.map(PictureMeasures.init), gains: gains)
    }

    /// Says what is wrong now and was not before.
    ///
    /// - Returns: whether the run is to stop because of it.
    func raiseAlarms(_ report: EpochReport) throws -> Bool {
        let before = watch.alarms
        let raised = watch.add(
            EpochEvidence(report: report, weights: trainer.total.weights, prompts: pictures))
        for alarm in raised {
            watch.setCheckpoint(try keptCheckpoint(before: alarm), of: alarm.id)
            try say(alarm.level, alarm.text)
        }
        try releaseCheckpoints()
        if watch.alarms != before { try emit([.alarmsChanged(watch.alarms)]) }
        return configuration.run.stopOnAlarm && raised.contains { $0.level == .alarm }
    }

    /// The last checkpoint from before an alarm, or from before the first of its kind that holds; it
    /// is kept from now on.
    private func keptCheckpoint(before alarm: Alarm) throws -> Int? {
        let earlier = watch.alarms.filter { $0.kind == alarm.kind }.compactMap(\.checkpoint).min()
        if let earlier { return earlier }
        let checkpoints = try store.history.checkpoints()
        guard let found = checkpoints.last(where: { $0.epoch < alarm.since }) else { return nil }
        try store.pinCheckpoint(epoch: found.epoch)
        return found.epoch
    }

    /// Checkpoints that no alarm names any more are kept no longer than others.
    private func releaseCheckpoints() throws {
        let named = Set(watch.alarms.compactMap(\.checkpoint))
        for epoch in try store.history.pinnedCheckpoints().subtracting(named) {
            try store.pinCheckpoint(epoch: epoch, false)
        }
    }

    /// Goes back to a checkpoint and pauses. The run's draws return too: without a change of
    /// weights, prompts or settings it would take the same way again.
    func rollBack(to epoch: Int) throws {
        let checkpoints = try store.history.checkpoints()
        guard let checkpoint = checkpoints.first(where: { $0.epoch == epoch }) else {
            let kept = checkpoints.map { String($0.epoch) }.joined(separator: ", ")
            throw CommandRefusal(
                "There is no checkpoint of epoch \(epoch)"
                    + (kept.isEmpty ? "." : "; those kept are of \(kept)."))
        }
        guard phase != .stopping, phase != .stopped else {
            throw CommandRefusal("The run is \(phase.rawValue); resume it to go on.")
        }
        try goBack(to: checkpoint)
        try keepChoicesOfCheckpoint()
        try emit(
            [.rolledBack(epoch: epoch), .promptsChanged(trainer.prompts.map(PromptRecord.init))]
                + trainer.rewardNames.map { name in
                    .rewardWeightChanged(
                        reward: name, weight: trainer.total.weights[name] ?? 0)
                } + [.alarmsChanged(watch.alarms)])
        try say(.info, "Back at the checkpoint of epoch \(epoch).")
        try change(to: .paused)
        updateSnapshot { value in
            (value.epoch, value.completed, value.total) = (epoch, 0, 0)
            value.activity = .idle
        }
    }
}
