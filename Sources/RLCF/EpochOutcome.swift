/// What an epoch came to.
public struct EpochOutcome: Sendable, Equatable {
    /// 1 is the first.
    public let epoch: Int
    /// By metric key (`reward/posture/mean`, `policy/ratio_max`, `time/sampling`, …); NaN where a
    /// number is not defined.
    public let metrics: [String: Double]
    public let warnings: [TrainerWarning]
}
