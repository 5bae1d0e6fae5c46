import Terminal
import Workbench

extension LogLine {
    /// The line that tells of an event, where it is worth one.
    ///
    /// - Parameter time: seconds since 1970; what was said knows its own.
    init?(_ event: Event, time: Double) {
        let text: String
        switch event {
        case .message(let line):
            self = line
            return
        case .runOpened(let run):
            text = "Run \(run.name), seed \(run.seed), in \(run.folder)."
        case .checkpointSaved(let saved):
            text = "Checkpoint of epoch \(saved.epoch) saved, \(ByteText.of(saved.size))."
        case .rewardWeightChanged(let name, let weight):
            text = "Weight of \(name) is now \(NumberText.fixed(weight, decimals: 2))."
        case .promptsChanged(let prompts):
            text = "Training uses \(prompts.count) prompts from now on."
        case .phaseChanged, .epochFinished, .samplesScored, .sampleFinished, .sampleFailed,
            .sheetPictureFinished, .sheetFailed, .decoded, .stepExamined, .examinationFailed,
            .attended, .attentionFailed, .regenerated, .regenerationFailed, .alarmsChanged,
            .rolledBack, .judged, .judgementWithdrawn:
            return nil
        }
        self.init(level: .info, text: text, time: time)
    }
}
