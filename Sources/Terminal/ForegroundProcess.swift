import Foundation

/// Another program on the terminal, such as an editor.
///
/// Foundation's `Process` gives its child a process group of its own, which the terminal then
/// stops as a background job at its first read.
enum ForegroundProcess {
    /// The low byte of a status that says so.
    private static let isStopped: Int32 = 0x7F
    /// Between two looks at the child; a signal ends it early.
    private static let interval: Int32 = 50
    /// Looks after which a child that was asked to end is left alone.
    private static let patience = 100

    /// Waits for the program and returns its exit status, 128 and the signal's number where a
    /// signal ended it.
    ///
    /// - Parameters:
    ///   - input: the program's standard input.
    ///   - output: its standard output and error.
    ///   - mustEnd: asked again and again; the program gets SIGHUP when it says so.
    static func run(
        _ command: [String], input: Int32 = 0, output: Int32 = 1, mustEnd: () -> Bool = { false }
    ) throws(ScreenError) -> Int32 {
        guard let name = command.first else { return 0 }
        let process = try start(name, command, input: input, output: output)
        var asked = 0
        while true {
            var status = Int32()
            let found = waitpid(process, &status, WUNTRACED | WNOHANG)
            if found < 0, errno != EINTR { throw .system("\(name) was lost", errno) }
            if found > 0, status & 0xFF == isStopped {
                // Ctrl-Z stopped it; the shell takes over only when we stop too.
                raise(SIGSTOP)
                kill(process, SIGCONT)
            } else if found > 0 {
                let signal = status & 0x7F
                return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            }
            if asked > 0 || mustEnd() {
                if asked == 0 { kill(process, SIGHUP) }
                asked += 1
            }
            guard asked < patience else { return 128 + SIGHUP }
            poll(nil, 0, interval)
        }
    }

    private static func start(
        _ name: String, _ command: [String], input: Int32, output: Int32
    ) throws(ScreenError) -> pid_t {
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (source, target) in [(input, 0), (output, 1), (output, 2)] as [(Int32, Int32)] {
            posix_spawn_file_actions_adddup2(&actions, source, target)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that a thread of ours holds back reach the program.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let code = posix_spawnp(&process, name, &actions, &attributes, arguments, environ)
        guard code == 0 else { throw .system("\(name) cannot be started", code) }
        return process
    }
}
