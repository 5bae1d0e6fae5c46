/// What a piece of training was, and what it brought.
public struct TrainerProgress: Sendable, Equatable {
    public let activity: TrainerActivity
    /// The epoch at work, 1 is the first.
    public let epoch: Int
    /// Pieces of the activity that are done, of `total`.
    public let completed: Int
    public let total: Int
    public let event: TrainerEvent?
}

/// What a trainer is doing.
public enum TrainerActivity: String, Sendable, Equatable, CaseIterable {
    /// Making the anchor's images that are still missing.
    case anchoring
    case sampling
    case decoding
    case scoring
    case updating
    /// Putting the epoch's numbers together.
    case finishing
}

/// What a piece of training brought.
public enum TrainerEvent: Sendable, Equatable {
    /// The rollout is complete and judged.
    case rolloutScored([SampleOutcome])
    /// The trainer is at a boundary, where checkpoints can be written.
    case epochFinished(EpochOutcome)
    /// The piece was given up because of a raised interruption; the next call repeats it.
    case interrupted
}
