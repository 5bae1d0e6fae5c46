import Engine
import Runs
import Workbench

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

    /// Trains to the end.
    static func train(_ options: EngineOptions) async throws -> [Event] {
        let engine = TrainingEngine(options)
        try await engine.perform(.start)
        return try await events(of: engine, until: isEnd)
    }
}
