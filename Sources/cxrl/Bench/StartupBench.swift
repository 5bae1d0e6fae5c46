import Foundation
import Runs

/// Seconds that a user waits for the program.
struct StartupBench {
    private let repeats: Int
    private let executable: String
    private let environment: [String: String]
    private let watchedRun: String?
    private let data: String?

    /// Written on the screen by the first frame, whatever the size.
    private static let marker = "Curves"

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        repeats = try arguments.integer("--repeats", in: 1...1000) ?? 9
        executable = surroundings.executable
        watchedRun = try arguments.value("--run").map {
            try surroundings.runList(arguments).folder($0).path
        }
        data = arguments.value("--data")
        var environment = surroundings.environment
        environment["TERM"] = "xterm-256color"
        environment["CXRL_NO_TOUR"] = "1"
        environment["TMUX"] = nil
        self.environment = environment
    }

    func run() throws -> BenchReport {
        let scratch = try ScratchFolder()
        let runs = ["--runs", scratch.path]
        var report = BenchReport(workload: "startup")
        report.seconds = [
            ("help", try measure { try wait(for: ["--help"]) }),
            ("runs", try measure { try wait(for: ["runs"] + runs) }),
        ]
        if let watchedRun {
            report.seconds.append(
                ("watch", try measure { try firstFrame(["watch", watchedRun]) }))
        }
        report.seconds.append(
            ("first_frame", try measure { try firstFrame(["--run", "\(scratch.path)/\(UUID())"]) }))
        return report
    }

    private func measure(_ body: () throws -> Double) throws -> [Double] {
        try (0..<repeats).map { _ in try body() }
    }

    private func wait(for words: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    private func firstFrame(_ words: [String]) throws -> Double {
        let child = try ChildOnTerminal(
            [executable] + words + (data.map { ["--data", $0] } ?? []), environment: environment)
        defer { child.end() }
        return try child.seconds(until: Self.marker, limit: 20) ?? .nan
    }
}
