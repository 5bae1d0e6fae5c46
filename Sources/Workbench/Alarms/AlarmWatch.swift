/// Follows a run epoch by epoch and knows what is wrong with it.
public struct AlarmWatch: Sendable {
    /// Epochs in which something must no longer be seen before its alarm ends.
    private static let calmEpochs = 3

    private var history = AlarmHistory()
    private var active: [Entry] = []

    private struct Entry {
        var alarm: Alarm
        /// Epochs in which it could have been seen and was not.
        var calm = 0
    }

    /// - Parameter past: epochs that were finished before, which raise nothing by themselves.
    public init(past: [EpochReport] = []) {
        for report in past { history.add(report) }
    }

    /// Those that hold, the gravest and oldest first.
    public var alarms: [Alarm] {
        active.map(\.alarm).sorted {
            ($1.level, $0.since, $0.id) < ($0.level, $1.since, $1.id)
        }
    }

    /// Takes an epoch in.
    ///
    /// - Returns: the alarms that it has raised.
    public mutating func add(_ evidence: EpochEvidence) -> [Alarm] {
        history.add(evidence.report)
        let findings = AlarmRules.findings(history, evidence)
        calm(findings, prompts: Set(evidence.prompts.map(\.text)))
        return findings.compactMap { take($0, epoch: evidence.report.epoch) }
    }

    /// Names the checkpoint from before an alarm.
    public mutating func setCheckpoint(_ epoch: Int?, of id: Alarm.ID) {
        for index in active.indices where active[index].alarm.id == id {
            active[index].alarm.checkpoint = epoch
        }
    }

    /// What is seen again keeps its beginning; what is said of it is new.
    private mutating func take(_ finding: AlarmFinding, epoch: Int) -> Alarm? {
        var alarm = Alarm(
            kind: finding.kind, subject: finding.subject, level: finding.level, since: epoch,
            seen: finding.seen, cause: finding.cause, reward: finding.reward)
        guard let index = active.firstIndex(where: { $0.alarm.id == finding.id }) else {
            active.append(Entry(alarm: alarm))
            return alarm
        }
        alarm.since = active[index].alarm.since
        alarm.checkpoint = active[index].alarm.checkpoint
        active[index] = Entry(alarm: alarm)
        return nil
    }

    /// A prompt that was not drawn in this epoch tells nothing.
    private mutating func calm(_ findings: [AlarmFinding], prompts: Set<String>) {
        let seen = Set(findings.map(\.id))
        for index in active.indices where !seen.contains(active[index].alarm.id) {
            let alarm = active[index].alarm
            guard alarm.kind != .picturesGone || prompts.contains(alarm.subject) else { continue }
            active[index].calm += 1
        }
        active.removeAll { $0.calm >= Self.calmEpochs }
    }
}
