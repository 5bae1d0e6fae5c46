internal import Foundation

/// A started shell command with the ends that its parent holds.
struct ShellChild {
    let process: pid_t
    /// Its standard input and output.
    let socket: Int32
    /// Its standard error, not blocking.
    let errors: Int32

    init(_ command: String) throws(LineProcess.Trouble) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.trouble(errno) }
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else {
            let code = errno
            ends.forEach { close($0) }
            throw Self.trouble(code)
        }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer {
            close(ends[1])
            close(pipes[1])
        }
        var child = pid_t()
        let code = Self.spawn(command, input: ends[1], errors: pipes[1], &child)
        guard code == 0 else {
            close(ends[0])
            close(pipes[0])
            throw Self.trouble(code)
        }
        _ = fcntl(pipes[0], F_SETFL, O_NONBLOCK)
        (process, socket, errors) = (child, ends[0], pipes[0])
    }

    /// Beyond the three that every process has.
    private static var openFiles: [Int32] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return (names ?? []).compactMap { Int32($0) }.filter { $0 > 2 }
    }

    private static func trouble(_ code: Int32) -> LineProcess.Trouble {
        .cannotStart(String(cString: strerror(code)))
    }

    /// In a process group of its own, with no signal blocked or ignored, and without the files
    /// that this process has open.
    private static func spawn(
        _ command: String, input: Int32, errors: Int32, _ child: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, input, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        for file in Self.openFiles { posix_spawn_file_actions_addclose(&actions, file) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let arguments = ["/bin/sh", "-c", command]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, &words, environ)
    }
}
