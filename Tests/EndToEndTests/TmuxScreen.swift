import Foundation
import Testing

/// A terminal of tmux that a program runs in, on a server of its own.
struct TmuxScreen {
    private let socket = "cxrl-test-\(UUID().uuidString)"

    static let isAvailable = (try? run(["-V"])) != nil

    init(_ command: String, environment: [String: String], width: Int, height: Int) throws {
        let variables = environment.filter { $0.key.hasPrefix("XDG") || $0.key.hasPrefix("CXRL") }
        let settings =
            variables.map { "\($0.key)='\($0.value)'" }
            + ["HOME='\(environment["HOME"] ?? "/")'", "LC_ALL=C.UTF-8"]
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)",
            "env \(settings.joined(separator: " ")) sh -c '\(command)'")
    }

    func type(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

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
        }
        Issue.record(
            "“\(marker)” did not come; the screen was:\n\(seen)", sourceLocation: sourceLocation)
        return seen
    }

    /// Looks again and again until the screen satisfies a condition.
    func waitUntil(
        _ what: String, seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (String) -> Bool
    ) throws {
        let end = Date().addingTimeInterval(seconds)
        var seen = ""
        while Date() < end {
            seen = try text()
            if condition(seen) { return }
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
