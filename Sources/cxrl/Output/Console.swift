import Foundation

/// Standard output and standard error, unbuffered: a pipe sees every line when it is written.
enum Console {
    /// A reader that goes away does not end the program, and signals arrive even where it was
    /// started by a thread that blocks them.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
    }

    static func write(_ text: String) { send(text + "\n", to: STDOUT_FILENO) }

    /// A question, whose answer follows on the same line.
    static func ask(_ question: String) { send(question, to: STDOUT_FILENO) }

    static func error(_ text: String) { send(text + "\n", to: STDERR_FILENO) }

    /// A line that the next one replaces, where a person looks on.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        send("\r\u{1B}[K\(text)", to: STDERR_FILENO)
    }

    private static func send(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Whether a person reads and types here.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// Whether a full-screen program can work here.
    static var canShowWorkbench: Bool {
        let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return isTerminal && !name.isEmpty && name != "dumb"
    }
}
