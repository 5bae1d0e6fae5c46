import Foundation
import Testing

/// A terminal of tmux that a program runs in, on a server of its own.
struct TmuxScreen {
    private let socket = "cxrl-test-\(UUID().uuidString)"

    /// Microseconds between two looks, so that looking does not slow down what is looked at.
    private static let interval: UInt32 = 10_000

    static let isAvailable = (try? run(["-V"])) != nil

    /// - Parameter folder: where the command runs; nil takes this process's own.
    init(
        _ command: String, environment: [String: String], width: Int, height: Int,
        folder: String? = nil
    ) throws {
        let variables = environment.filter { $0.key.hasPrefix("XDG") || $0.key.hasPrefix("CXRL") }
        let settings =
            variables.map { "\($0.key)='\($0.value)'" }
            + ["HOME='\(environment["HOME"] ?? "/")'", "LC_ALL=C.UTF-8"]
        let place = folder.map { ["-c", $0] } ?? []
        try tmux(
            ["-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)"] + place
                + [
                    // `swift test` turns colours off where its own output is no terminal.
                    "env -u NO_COLOR \(settings.joined(separator: " ")) sh -c '\(command)'"
                ])
    }

    func type(_ keys: String...) throws { try type(keys) }

    func type(_ keys: [String]) throws { try tmux(["send-keys"] + keys) }

    /// As one paste, between the marks that the program has asked for.
    func paste(_ text: String) throws {
        try tmux("set-buffer", text)
        try tmux("paste-buffer", "-p")
    }

    /// Presses and releases the mouse's left button.
    ///
    /// - Parameter place: column and row, counted from 1.
    func click(_ place: [UInt8]) throws {
        // Pasted, so that nothing comes between the bytes, as between keys it would.
        let bytes = ([32, 35] as [UInt8]).flatMap { button in
            [0x1B, UInt8(ascii: "["), UInt8(ascii: "M"), button] + place.map { $0 + 32 }
        }
        try tmux("set-buffer", String(decoding: bytes, as: UTF8.self))
        try tmux("paste-buffer")
    }

    /// Sends the program that the shell waits for a signal, as in TERM.
    func signal(_ name: String) throws {
        let shell = try tmux("display", "-p", "#{pane_pid}")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let children = try String(
            contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        guard let child = children.split(separator: " ").first.flatMap({ pid_t($0) }),
            let number = [
                "TERM": SIGTERM, "HUP": SIGHUP, "INT": SIGINT, "USR1": SIGUSR1, "ILL": SIGILL,
                "ABRT": SIGABRT, "USR2": SIGUSR2,
            ][name]
        else { throw Failed() }
        kill(child, number)
    }

    /// Whether any glyph has a colour.
    func hasColours() throws -> Bool {
        let text = try tmux("capture-pane", "-p", "-e")
        return text.contains(/\u{1B}\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])[;m]/)
    }

    func resize(width: Int, height: Int) throws {
        try tmux("resize-window", "-x", "\(width)", "-y", "\(height)")
    }

    func text() throws -> String { try tmux("capture-pane", "-p") }

    /// Whether the alternate screen and the mouse are on, and the cursor is shown.
    func modes() throws -> String {
        try tmux("display", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Looks again and again until the screen has the marker, and a line of some width; the last
    /// look otherwise.
    @discardableResult
    func wait(
        for marker: String, atLeast width: Int = 0, seconds: Double = 60,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let end = Date().addingTimeInterval(seconds)
        var seen = ""
        while Date() < end {
            seen = try text()
            let widest = seen.split(separator: "\n").map(\.count).max() ?? 0
            if seen.contains(marker), widest >= width { return seen }
            usleep(Self.interval)
        }
        Issue.record(
            "“\(marker)” did not come; the screen was:\n\(seen)", sourceLocation: sourceLocation)
        return seen
    }

    /// Looks again and again until the screen satisfies a condition.
    func waitUntil(
        _ what: String, seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (String) throws -> Bool
    ) throws {
        let end = Date().addingTimeInterval(seconds)
        var seen = ""
        while Date() < end {
            seen = try text()
            if try condition(seen) { return }
            usleep(Self.interval)
        }
        Issue.record(
            "It did not come that \(what); the screen was:\n\(seen)",
            sourceLocation: sourceLocation)
    }

    func end() { _ = try? tmux("kill-server") }

    @discardableResult
    private func tmux(_ words: String...) throws -> String { try tmux(words) }

    @discardableResult
    private func tmux(_ words: [String]) throws -> String { try Self.run(["-L", socket] + words) }

    private struct Failed: Error {}

    /// Foundation's `Process` would wait for the server, which outlives its first client and keeps
    /// that client's descriptors.
    private static func run(_ words: [String]) throws -> String {
        let path = NSTemporaryDirectory() + "cxrl-tmux-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = (["tmux"] + words).map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard posix_spawnp(&process, "tmux", &actions, &attributes, arguments, environ) == 0
        else { throw Failed() }
        var status = Int32()
        while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { throw Failed() } }
        guard status == 0 else { throw Failed() }
        return try String(contentsOfFile: path, encoding: .utf8)
    }
}
