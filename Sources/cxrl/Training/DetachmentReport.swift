import Foundation
import Synchronization
import Workbench

/// What a detached process tells the one that has started it: that its run is open, and where.
final class DetachmentReport: Sendable {
    /// Names the descriptor that is written to.
    static let variable = "CXRL_DETACHED"

    /// Protected by its mutex; nil when the report is made.
    private let descriptor: Mutex<Int32?>

    private init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    /// Nil where nobody waits for a report. Otherwise this process leaves the terminal's session.
    static func asked(_ environment: [String: String]) -> DetachmentReport? {
        guard let descriptor = environment[variable].flatMap({ Int32($0) }) else { return nil }
        unsetenv(variable)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        setsid()
        return DetachmentReport(descriptor)
    }

    /// From now on standard output and standard error are the run's log.
    func opened(_ run: RunDescription) {
        let open = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let open else { return }
        let log = Foundation.open(run.folder + "/log.txt", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        if log >= 0 {
            dup2(log, STDOUT_FILENO)
            dup2(log, STDERR_FILENO)
            close(log)
        }
        let report = FileHandle(fileDescriptor: open, closeOnDealloc: true)
        do {
            try report.write(contentsOf: Data("opened \(run.folder)\n".utf8))
        } catch {
            // Who has started this was interrupted before it could be told: it is not wanted.
            kill(getpid(), SIGTERM)
        }
    }

    static func folder(in report: String) -> String? {
        let words = report.split(separator: "\n").last?.split(separator: " ", maxSplits: 1)
        guard let words, words.count == 2, words[0] == "opened" else { return nil }
        return String(words[1])
    }
}
