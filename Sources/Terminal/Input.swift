/// What ended a wait.
public enum Input: Hashable, Sendable {
    case key(Key)
    /// Somebody called ``WakePipe/wake()``.
    case wake
    /// The process was asked to end.
    case signal(TerminalSignal)
    /// The user asked the shell's job control for the prompt (Ctrl-Z); answer with
    /// ``Screen/stopProcess()``.
    case stop
    /// The process goes on after it was stopped; the screen draws everything anew.
    case resumed
    /// The terminal is gone.
    case hangUp
}
