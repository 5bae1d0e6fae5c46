import Foundation
import Terminal

/// A child process on a pseudo-terminal of its own, which answers like a terminal.
final class ChildOnTerminal {
    /// POSIX_SPAWN_SETSID, which the headers hide.
    private static let newSession: Int16 = 0x80
    /// Pixels of a cell, for programs that draw pictures.
    private static let cell = Size(width: 9, height: 18)

    let process: pid_t
    /// The side that sees what the child draws, and types.
    private let terminal: Int32
    private let hasSixel: Bool
    /// What came before the child had asked what the terminal can do; nil afterwards.
    private var unanswered: Data? = Data()
    private var lastOutput = Data()

    init(
        _ command: [String], environment: [String: String],
        size: Size = Size(width: 80, height: 24), hasSixel: Bool = false
    ) throws {
        var window = Self.window(size)
        var ends: (own: Int32, child: Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&ends.own, &ends.child, &name, nil, &window) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        _ = fcntl(ends.own, F_SETFD, FD_CLOEXEC)
        close(ends.child)
        terminal = ends.own
        self.hasSixel = hasSixel
        process = try Self.spawn(
            command, environment,
            on: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
    }

    private static func window(_ size: Size) -> winsize {
        winsize(
            ws_row: UInt16(size.height), ws_col: UInt16(size.width),
            ws_xpixel: UInt16(size.width * cell.width),
            ws_ypixel: UInt16(size.height * cell.height))
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

    /// Waits for output, and answers the child's questions.
    ///
    /// - Returns: the bytes that came; none when the time is over.
    /// - Throws: `BenchError` where the child has ended.
    func read(seconds: Double) throws -> Data {
        var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        let patience = Int32(max(0, (seconds * 1000).rounded(.up)))
        guard poll(&descriptor, 1, patience) > 0 else { return Data() }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(terminal, &bytes, bytes.count)
        guard count > 0 else { throw BenchError(farewell) }
        lastOutput = Data(bytes.prefix(count))
        answer(lastOutput)
        return lastOutput
    }

    /// That the program has ended, and its last words where it did not draw.
    private var farewell: String {
        let said = String(decoding: lastOutput, as: UTF8.self)
        guard !said.contains("\u{1B}"), !said.isEmpty else {
            return "The program ended while it was measured; start it alone to see why."
        }
        return "The program ended while it was measured: "
            + said.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Takes what comes and throws it away.
    func drain(seconds: Double) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = (end - .now) / .seconds(1)
            guard left > 0 else { return }
            _ = try read(seconds: left)
        }
    }

    /// Reads until the output holds the text; nil after so many seconds.
    func seconds(until marker: String, limit: Double) throws -> Double? {
        let start = ContinuousClock.now
        let wanted = Data(marker.utf8)
        var seen = Data()
        while true {
            let spent = (ContinuousClock.now - start) / .seconds(1)
            guard spent < limit else { return nil }
            let output = try read(seconds: limit - spent)
            let overlap = max(0, seen.count - wanted.count)
            seen.append(output)
            if seen.range(of: wanted, in: overlap..<seen.count) != nil {
                return (ContinuousClock.now - start) / .seconds(1)
            }
        }
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(terminal, bytes, bytes.count)
    }

    func resize(to size: Size) {
        var window = Self.window(size)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
    }

    /// The last of the questions that a program asks a terminal at its start.
    private static let statusQuery = Data("\u{1B}[5n".utf8)

    /// What a terminal says: its class, whether it has sixels (4), and that it is well.
    private func answer(_ output: Data) {
        guard var unanswered else { return }
        unanswered.append(output)
        self.unanswered = unanswered
        guard unanswered.range(of: Self.statusQuery) != nil else { return }
        self.unanswered = nil
        type("\u{1B}[?62;\(hasSixel ? "4;" : "")22c\u{1B}[0n")
    }

    /// Seconds that the child's threads have spent on processors.
    var processorTime: Double {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            return .nan
        }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Seconds that the child's first thread, which draws, has spent on processors, to 10 ms.
    func drawingTime() throws -> Double {
        let path = "/proc/\(process)/task/\(process)/stat"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // The name in parentheses may hold spaces; user and system time are fields 14 and 15.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13])
        else {
            throw BenchError("\(path) cannot be read as Linux writes it.")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Ends the child, and everything that it left open.
    func end() {
        kill(process, SIGKILL)
        var status = Int32()
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(terminal)
    }
}
