import Foundation
import TestSupport
import Testing

/// The program on a terminal with sixels, whose cells and pixels can be looked at.
final class ProgramOnTerminal {
    private static let cell = (width: 5, height: 10)
    /// POSIX_SPAWN_SETSID, which the headers hide.
    private static let newSession: Int16 = 0x80

    private(set) var shown: TerminalModel
    private let terminal: PseudoTerminal
    private let process: pid_t
    /// What came before the program had asked its questions; nil afterwards.
    private var unanswered: [UInt8]? = []

    init(_ words: [String], environment: [String: String], width: Int, height: Int) throws {
        terminal = try PseudoTerminal(width: width, height: height, cell: Self.cell)
        shown = TerminalModel(width: width, height: height, cell: Self.cell)
        var variables = environment
        variables["TERM"] = "xterm-256color"
        process = try Self.spawn(
            [BuiltProgram.executable] + words, variables, on: terminal.path)
    }

    private static func spawn(
        _ command: [String], _ environment: [String: String], on path: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader's first terminal becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var process = pid_t()
        let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
        try #require(code == 0)
        return process
    }

    func end() {
        kill(process, SIGKILL)
        var status = Int32()
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        terminal.hangUp()
    }

    func type(_ keys: String) { terminal.type(keys) }

    func resize(width: Int, height: Int) {
        update()
        shown = TerminalModel(width: width, height: height, cell: Self.cell)
        terminal.resize(width: width, height: height, cell: Self.cell)
    }

    /// Presses Ctrl-Z, and returns when the process has stopped.
    func stop() throws {
        type("\u{1A}")
        try wait("it stops") { _ in
            var status = Int32()
            return waitpid(process, &status, WUNTRACED | WNOHANG) == process
                && status & 0xFF == 0x7F
        }
    }

    /// As the shell's `fg`.
    func goOn() { kill(process, SIGCONT) }

    /// Looks again and again until what is shown satisfies a condition.
    func wait(
        _ what: String, seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: (TerminalModel) -> Bool
    ) throws {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            update()
            if condition(shown) { return }
            usleep(2_000)
        }
        Issue.record(
            "It did not come that \(what); the screen was:\n\(shown.picture.text)",
            sourceLocation: sourceLocation)
    }

    func wait(for marker: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait("“\(marker)” is there", sourceLocation: sourceLocation) {
            $0.picture.text.contains(marker)
        }
    }

    /// Presses Ctrl-L and expects that everything which was there comes again, and nothing else.
    func expectFresh(sourceLocation: SourceLocation = #_sourceLocation) throws {
        update()
        let clears = shown.clears
        type("\u{0C}")
        let end = Date().addingTimeInterval(10)
        while Date() < end, shown.clears == clears || shown.beforeClear != shown.picture {
            update()
            usleep(2_000)
        }
        #expect(shown.clears > clears, sourceLocation: sourceLocation)
        #expect(
            shown.beforeClear?.difference(from: shown.picture) == nil,
            sourceLocation: sourceLocation)
        #expect(shown.unknown.isEmpty, sourceLocation: sourceLocation)
    }

    private func update() {
        let bytes = terminal.written()
        shown.feed(bytes)
        guard var asked = unanswered else { return }
        asked += bytes
        unanswered = asked
        guard asked.firstRange(of: Array("\u{1B}[5n".utf8)) != nil else { return }
        unanswered = nil
        type("\u{1B}[?1;0;256S\u{1B}[?62;4;22c\u{1B}[0n")
    }
}
