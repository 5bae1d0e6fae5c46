import Foundation

/// Starts this program once more with the same words, in a session of its own, and waits until its
/// run is open.
enum Detachment {
    /// The descriptor on which the new process reports.
    private static let reportDescriptor: Int32 = 3

    static func start(asJSON: Bool) throws -> ExitStatus {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw CocoaError(.fileWriteUnknown) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process = try spawn(reportingTo: ends[1])
        close(ends[1])
        let report = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let text = String(decoding: report.readDataToEndOfFile(), as: UTF8.self)
        guard let folder = DetachmentReport.folder(in: text) else {
            return status(of: process)
        }
        show(folder, process, asJSON: asJSON)
        return .success
    }

    private static func spawn(reportingTo writer: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        closeOnSpawning()
        if writer == reportDescriptor {
            _ = fcntl(writer, F_SETFD, 0)
        } else {
            posix_spawn_file_actions_adddup2(&actions, writer, reportDescriptor)
        }
        var environment = ProcessInfo.processInfo.environment
        environment[DetachmentReport.variable] = String(reportDescriptor)
        var words = CommandLine.arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process = pid_t()
        let result = posix_spawn(
            &process, "/proc/self/exe", &actions, nil, &words, &variables)
        guard result == 0 else {
            throw UsageError(
                "A process could not be started: \(String(cString: strerror(result))).")
        }
        return process
    }

    /// Who has started this process may wait for the end of what it has inherited.
    private static func closeOnSpawning() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap({ Int32($0) }) where descriptor > STDERR_FILENO {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    private static func show(_ folder: String, _ process: pid_t, asJSON: Bool) {
        if asJSON {
            Console.write(
                JSON.object([
                    ("event", .string("detached")), ("run", .string(folder)),
                    ("pid", .integer(Int(process))),
                ]).text)
            return
        }
        Console.write(
            """
            run         \(folder)
            process     \(process), which goes on without this terminal; SIGTERM saves and stops
            log         \(folder)/log.txt
            attach      cxrl attach \(folder)
            """)
    }

    /// The new process has said why it ended.
    private static func status(of process: pid_t) -> ExitStatus {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return switch status & 0x7F == 0 ? status >> 8 & 0xFF : -1 {
        case ExitStatus.usage.code: .usage
        case ExitStatus.refused.code: .refused
        default: .failed
        }
    }
}
