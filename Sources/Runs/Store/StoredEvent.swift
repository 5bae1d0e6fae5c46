internal import Workbench

/// How an event is kept: what has tables of its own is only pointed at.
enum StoredEvent: Codable {
    case runOpened(RunDescription)
    case phaseChanged(Phase)
    case epochFinished
    /// Positions in the rollout.
    case samplesScored([Int])
    case checkpointSaved(CheckpointRecord)
    case promptsChanged([PromptRecord])
    case rewardWeightChanged(reward: String, weight: Double)
    case message(Message)
    case alarmsChanged([Alarm])
    case rolledBack(epoch: Int)
    case judged(PairJudgement)
    case judgementWithdrawn(Int)

    /// `nil` for answers to a request, which belong to the session that asked.
    init?(_ event: Event) {
        switch event {
        case .runOpened(let description): self = .runOpened(description)
        case .phaseChanged(let phase): self = .phaseChanged(phase)
        case .epochFinished: self = .epochFinished
        case .samplesScored(_, let samples): self = .samplesScored(samples.map(\.index))
        case .checkpointSaved(let record): self = .checkpointSaved(record)
        case .promptsChanged(let prompts): self = .promptsChanged(prompts)
        case .rewardWeightChanged(let reward, let weight):
            self = .rewardWeightChanged(reward: reward, weight: weight)
        case .message(let message): self = .message(message)
        case .alarmsChanged(let alarms): self = .alarmsChanged(alarms)
        case .rolledBack(let epoch): self = .rolledBack(epoch: epoch)
        case .judged(let judgement): self = .judged(judgement)
        case .judgementWithdrawn(let id): self = .judgementWithdrawn(id)
        case .sampleFinished, .sampleFailed, .sheetPictureFinished, .sheetFailed, .decoded,
            .stepExamined, .examinationFailed, .attended, .attentionFailed, .regenerated,
            .regenerationFailed:
            return nil
        }
    }

    /// As the column `kind` has it.
    var kind: String {
        switch self {
        case .runOpened: "run_opened"
        case .phaseChanged: "phase"
        case .epochFinished: "epoch"
        case .samplesScored: "samples"
        case .checkpointSaved: "checkpoint"
        case .promptsChanged: "prompts"
        case .rewardWeightChanged: "reward_weight"
        case .message: "message"
        case .alarmsChanged: "alarms"
        case .rolledBack: "rolled_back"
        case .judged: "judgement"
        case .judgementWithdrawn: "judgement_withdrawn"
        }
    }

    /// Facts of an epoch, which are undone with it; what was said, opened and judged
    /// stays.
    static let undoneKinds = "'epoch', 'samples', 'checkpoint', 'prompts', 'reward_weight'"

    /// What is a line of a log.
    static let loggedKinds = "'run_opened', 'checkpoint', 'prompts', 'reward_weight', 'message'"
}
