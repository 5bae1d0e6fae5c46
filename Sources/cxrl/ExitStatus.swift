/// How the program ends, for scripts.
enum ExitStatus: Equatable {
    case success
    case failed
    case usage
    case refused
    /// By a signal of this number, after saving; the run can be resumed.
    case signal(Int32)

    var code: Int32 {
        switch self {
        case .success: 0
        case .failed: 1
        case .usage: 2
        case .refused: 3
        case .signal(let number): 128 + number
        }
    }

    static let help = """
        exit codes:
          0       done, or stopped by the user and saved
          1       failed: an error, a check of `doctor` that did not pass, or a run whose
                  reward failed, which was saved
          2       the command line or the configuration cannot be meant
          3       refused: the run is in use by another process, or exists already
          128+n   ended by signal n; a run in training was saved and can be resumed
                  (SIGINT 130, SIGTERM 143, SIGHUP 129, SIGUSR1 138); a second signal
                  ends at once
        """
}
