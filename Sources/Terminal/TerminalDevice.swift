import Foundation

/// The process's own descriptors of the terminal, so that nothing else writes to it by accident,
/// and the log that standard output and error go to meanwhile.
struct TerminalDevice {
    let input: Int32
    let output: Int32
    /// How the terminal was set before.
    let original: termios
    /// −1 without a log.
    let log: Int32
    private let savedOutput: Int32
    let savedError: Int32
    let nothing: Int32

    /// Duplicates standard input and output, or the descriptors given.
    ///
    /// - Parameter logPath: a file that gets what is printed while the screen is shown; nil leaves
    ///   standard output and error alone.
    init(logPath: String?, input: Int32 = 0, output: Int32 = 1) throws(ScreenError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        var mode = termios()
        guard tcgetattr(input, &mode) == 0 else {
            throw .system("the terminal's mode cannot be read", errno)
        }
        original = mode
        if let logPath {
            log = open(logPath, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard log >= 0 else { throw .system("the log \(logPath) cannot be opened", errno) }
        } else {
            log = -1
        }
        self.input = fcntl(input, F_DUPFD_CLOEXEC, 3)
        self.output = fcntl(output, F_DUPFD_CLOEXEC, 3)
        savedOutput = fcntl(1, F_DUPFD_CLOEXEC, 3)
        savedError = fcntl(2, F_DUPFD_CLOEXEC, 3)
        nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    }

    /// Sends standard output and error to the log.
    func redirect() {
        guard log >= 0 else { return }
        fflush(nil)
        dup2(log, 1)
        dup2(log, 2)
    }

    /// Sends them where they went before.
    func unredirect() {
        guard log >= 0 else { return }
        fflush(nil)
        if savedOutput >= 0 { dup2(savedOutput, 1) }
        if savedError >= 0 { dup2(savedError, 2) }
    }

    func restoreMode() {
        var mode = original
        tcsetattr(input, TCSANOW, &mode)
    }

    func close() {
        for descriptor in [input, output, log, savedOutput, savedError, nothing]
        where descriptor >= 0 {
            Foundation.close(descriptor)
        }
    }
}
