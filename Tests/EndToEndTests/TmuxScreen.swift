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

    /// Looks again and again until the screen has the marker; the last look otherwise.
    @discardableResult
    func wait(
        for marker: String, seconds: Double = 60,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let end = Date().addingTimeInterval(seconds)
        var seen = ""
        while Date() < end {
            seen = try text()
            if seen.contains(marker) { return seen }
        }
        Issue.record(
            "“\(marker)” did not come; the screen was:\n\(seen)", sourceLocation: sourceLocation)
        return seen
    }

    func end() { _ = try? tmux("kill-server") }

    @discardableResult
    private func tmux(_ words: String...) throws -> String { try tmux(words) }

    @discardableResult
    private func tmux(_ words: [String]) throws -> String { try Self.run(["-L", socket] + words) }

    private struct Failed: Error {}

    private static func run(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux"] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return String(decoding: data, as: UTF8.self)
    }
}
