import Foundation

/// Another program on the terminal, such as an editor.
///
/// Foundation's `Process` gives its child a process group of its own, which the terminal then
/// stops as a background job at its first read.
enum ForegroundProcess {
    /// The low byte of a status that says so.
    private static let isStopped: Int32 = 0x7F

    /// Waits for the program and returns its exit status, 128 and the signal's number where a
    /// signal ended it.
    static func run(_ command: [String]) throws(ScreenError) -> Int32 {
        guard let name = command.first else { return 0 }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let code = posix_spawnp(&process, name, nil, nil, arguments, environ)
        guard code == 0 else { throw .system("\(name) cannot be started", code) }
        var status = Int32()
        repeat {
            while waitpid(process, &status, WUNTRACED) < 0 {
                guard errno == EINTR else { throw .system("\(name) was lost", errno) }
            }
            guard status & 0xFF == isStopped else { break }
            // Ctrl-Z stopped it; the shell takes over only when we stop too.
            raise(SIGSTOP)
            kill(process, SIGCONT)
        } while true
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
