internal import Workbench

/// What a workbench that comes later has missed of a run's session.
struct Transcript {
    /// Samples are told again of this many latest epochs.
    static let sampledEpochs = 50
    /// The oldest facts are forgotten beyond this many.
    static let longest = 20_000

    private(set) var description: RunDescription
    private(set) var phase = Phase.loading
    private var facts: [Event]
    private var alarms: [Alarm] = []

    /// - Parameter past: what happened in earlier sessions.
    init(_ description: RunDescription, past: [Event]) {
        self.description = description
        facts = past
    }

    mutating func add(_ event: Event) {
        switch event {
        case .phaseChanged(let phase):
            self.phase = phase
            return
        case .sampleFinished, .sampleFailed, .sheetPictureFinished, .sheetFailed, .decoded,
            .stepExamined, .examinationFailed, .attended, .attentionFailed, .regenerated,
            .regenerationFailed, .runOpened:
            return
        case .alarmsChanged(let alarms):
            self.alarms = alarms
            return
        case .rolledBack(let epoch): goBack(to: epoch)
        case .epochFinished(let report): description.finishedEpochs = report.epoch
        case .samplesScored(let epoch, _): forgetSamples(before: epoch - Self.sampledEpochs + 1)
        case .promptsChanged(let prompts): description.prompts = prompts
        case .rewardWeightChanged(let reward, let weight):
            description.rewards.setWeight(of: reward, to: weight)
        case .checkpointSaved, .judged, .judgementWithdrawn, .message: break
        }
        facts.append(event)
        if facts.count > Self.longest { facts.removeFirst(facts.count - Self.longest) }
    }

    /// The run as it is now, its past, and what it is at.
    ///
    /// - Parameter epochs: after which the run is complete; 0 where that is not known.
    func events(epochs: Int) -> [Event] {
        var description = description
        if epochs > 0 { description.epochs = epochs }
        let now: [Event] = [.alarmsChanged(alarms), .phaseChanged(phase)]
        return [.runOpened(description)] + facts + (alarms.isEmpty ? now.suffix(1) : now)
    }

    private mutating func goBack(to epoch: Int) {
        description.finishedEpochs = epoch
        facts.removeAll {
            switch $0 {
            case .epochFinished(let report): report.epoch > epoch
            case .samplesScored(let sampled, _): sampled > epoch
            case .checkpointSaved(let record): record.epoch > epoch
            default: false
            }
        }
    }

    private mutating func forgetSamples(before first: Int) {
        facts.removeAll {
            if case .samplesScored(let epoch, _) = $0 { epoch < first } else { false }
        }
    }
}
