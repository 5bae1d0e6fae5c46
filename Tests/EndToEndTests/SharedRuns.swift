import Foundation
import Testing

/// Runs that many scenarios look at, made once: `finished` is complete, `detached` is paused in a
/// process of its own.
final class SharedRuns: Sendable {
    let program: BuiltProgram
    private let detached: DetachedRun

    static let made = Result { try SharedRuns() }

    private init() throws {
        program = try BuiltProgram()
        let model = try #require(BuiltProgram.model)
        let trained = try program.run(
            ["train", "--model", model, "--epochs", "2", "--run", "\(program.runs)/finished"]
                + SmallTraining.options)
        try #require(trained.status == 0, "\(trained.errors)")
        detached = try DetachedRun(program)
        detached.wait("an epoch is finished") { [detached] in detached.finishedEpochs > 0 }
        let screen = try TmuxScreen(
            "\(BuiltProgram.executable) attach detached", environment: program.environment,
            width: 100, height: 30)
        try screen.wait(for: "● training")
        try screen.type("P")
        try screen.wait(for: "‖ paused")
        screen.end()
        atexit { SharedRuns.remove() }
    }

    /// Statics are never released.
    private static func remove() {
        guard case .success(let runs) = made else { return }
        kill(runs.detached.process, SIGKILL)
        try? FileManager.default.removeItem(atPath: runs.program.folder)
    }
}
