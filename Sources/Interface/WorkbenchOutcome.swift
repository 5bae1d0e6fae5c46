public import Workbench

/// How a workbench was left.
public struct WorkbenchOutcome: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// By the user, after the run had ended or while it was only watched.
        case left
        /// The user asked the run to stop, and it has saved its state.
        case stopped
        /// The user did not wait for a checkpoint.
        case abandoned
        /// By a signal of this number.
        case signal(Int32)
    }

    public var reason: Reason
    /// What the engine was at.
    public var phase: Phase
    public var run: RunDescription?
    /// A few lines for the normal screen: what was reached, where it is, how to go on.
    public var summary: String

    public init(reason: Reason, phase: Phase, run: RunDescription?, summary: String) {
        self.reason = reason
        self.phase = phase
        self.run = run
        self.summary = summary
    }
}
