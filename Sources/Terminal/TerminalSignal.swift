/// A signal that asks the process to end.
public enum TerminalSignal: CaseIterable, Hashable, Sendable {
    /// Ctrl-C.
    case interrupt
    case terminate
    case hangUp
    case quit
    /// Sent by Slurm before a job's time is over.
    case user1
}
