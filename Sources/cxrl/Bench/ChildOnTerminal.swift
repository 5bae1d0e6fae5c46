import Foundation

/// A child process on a pseudo-terminal of its own, 80 × 24.
struct ChildOnTerminal {
    /// POSIX_SPAWN_SETSID, which the headers hide.
    private static let newSession: Int16 = 0x80

    private let process: pid_t
    /// The side that sees what the child draws, and types.
    private let terminal: Int32

    init(_ command: [String], environment: [String: String]) throws {
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var ends: (own: Int32, child: Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&ends.own, &ends.child, &name, nil, &size) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        _ = fcntl(ends.own, F_SETFD, FD_CLOEXEC)
        close(ends.child)
        terminal = ends.own
        process = try Self.spawn(
            command, environment,
            on: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
    }

    private static func spawn(
        _ command: [String], _ environment: [String: String], on name: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader's first terminal becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, newSession)
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var process = pid_t()
        let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        return process
    }

    /// Reads until the output holds the text; nil after so many seconds, or where it ends.
    func seconds(until marker: String, limit: Double) -> Double? {
        let start = ContinuousClock.now
        let wanted = Data(marker.utf8)
        var seen = Data()
        var hasAnswered = false
        while true {
            let spent = (ContinuousClock.now - start) / .seconds(1)
            guard spent < limit else { return nil }
            var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, Int32((limit - spent) * 1000) + 1) > 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = read(terminal, &bytes, bytes.count)
            guard count > 0 else { return nil }
            seen.append(contentsOf: bytes.prefix(count))
            if !hasAnswered, seen.range(of: Self.statusQuery) != nil {
                hasAnswered = true
                answerQuery()
            }
            if seen.range(of: wanted) != nil {
                return (ContinuousClock.now - start) / .seconds(1)
            }
        }
    }

    /// The last of the questions that a program asks a terminal at its start.
    private static let statusQuery = Data("\u{1B}[5n".utf8)

    /// What a terminal without pictures says: its class, and that it is well.
    private func answerQuery() {
        let answer = Array("\u{1B}[?62;22c\u{1B}[0n".utf8)
        _ = write(terminal, answer, answer.count)
    }

    /// Ends the child, and everything that it left open.
    func end() {
        kill(process, SIGKILL)
        var status = Int32()
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(terminal)
    }
}
