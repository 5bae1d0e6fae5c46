import Runs
import Workbench

@testable import Engine

/// Trains a tiny run, and finds what its events say.
enum EngineTraining {
    static func isEnd(_ event: Event) -> Bool {
        switch event {
        case .phaseChanged(let phase): [.complete, .stopped, .failed].contains(phase)
        default: false
        }
    }

    static func metrics(_ events: [Event]) -> [Int: [String: Double]] {
        var found: [Int: [String: Double]] = [:]
        for case .epochFinished(let report) in events {
            found[report.epoch] = report.metrics.filter { !$0.key.hasPrefix("time/") }
        }
        return found
    }

    static func folder(_ events: [Event]) throws -> RunFolder {
        for case .runOpened(let run) in events { return try RunFolder(path: run.folder) }
        throw NoRun()
    }

    struct NoRun: Error {}

    static func equal(_ left: [String: Double], _ right: [String: Double]) -> Bool {
        left.keys == right.keys
            && left.allSatisfy { $0.value.bitPattern == right[$0.key]?.bitPattern }
    }

    /// Trains until an event comes, and stops there, on the test's own thread: nothing can happen
    /// between the two.
    static func stopped(
        _ options: EngineOptions, at isPlace: (Event) -> Bool, doing commands: [Command] = []
    ) throws -> [Event] {
        var told: [Event] = []
        let session = try RunSession(
            options, interrupter: Interrupter(), snapshot: Mailbox(Snapshot())
        ) { told.append($0) }
        try session.perform(.start)
        while !told.contains(where: isPlace) { try session.advance() }
        for command in commands + [.stop] { try session.perform(command) }
        return told
    }

    static func isScored(_ epoch: Int) -> (Event) -> Bool {
        { if case .samplesScored(epoch, _) = $0 { true } else { false } }
    }

    /// Trains to the end.
    static func train(_ options: EngineOptions) async throws -> [Event] {
        let engine = TrainingEngine(options)
        try await engine.perform(.start)
        return try await events(of: engine, until: isEnd)
    }
}
