import Foundation
import Runs
import Terminal

/// How a bench starts the program: which one, with which settings, in which scratch folders.
struct BenchLaunch {
    let executable: String
    /// The settings of the bench, for the program that is measured.
    let settings: [String]
    let environment: [String: String]
    let scratch: ScratchFolder
    let pictures: PictureProtocol

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        executable = surroundings.executable
        settings = ConfigurationOptions.declared.map(\.name).flatMap { name in
            arguments.values(name).flatMap { [name, $0] }
        }
        scratch = try ScratchFolder()
        pictures = try arguments.choice("--pictures", PictureProtocol.self) ?? .symbols
        var environment = surroundings.environment
        environment["TERM"] = "xterm-256color"
        environment["CXRL_NO_TOUR"] = "1"
        for name in ["TMUX", "NO_COLOR"] { environment[name] = nil }
        // Runs that are compared share the anchor's images, and nobody else's.
        for name in ["CACHE", "STATE"] {
            environment["XDG_\(name)_HOME"] = "\(scratch.path)/\(name.lowercased())"
        }
        self.environment = environment
    }

    /// A run folder that does not exist yet.
    func newRun() -> String { "\(scratch.path)/\(UUID().uuidString)" }

    func words(run: String, epochs: Int) -> [String] {
        settings + ["--run", run, "--seed", "1", "--epochs", "\(epochs)"]
    }
}

/// A workbench that trains a run of its own where nobody looks, to be measured.
struct BenchedWorkbench {
    let child: ChildOnTerminal
    private let run: String

    init(_ launch: BenchLaunch, epochs: Int, size: Size) throws {
        run = launch.newRun()
        child = try ChildOnTerminal(
            [launch.executable] + launch.words(run: run, epochs: epochs)
                + ["--pictures", launch.pictures.rawValue],
            environment: launch.environment, size: size,
            hasSixel: launch.pictures == .sixel)
    }

    /// Lets the workbench draw until its run's store says what is waited for.
    func wait(
        for what: String, limit: Double = 1200, _ isThere: (RunHistory) throws -> Bool
    ) throws {
        let end = ContinuousClock.now + .seconds(limit)
        while ContinuousClock.now < end {
            // The sign of a run that has failed.
            guard try child.seconds(until: "✗", limit: 0.5) == nil else {
                throw BenchError("The workbench says that its run has failed: start it alone.")
            }
            // There is no store before the model has been read.
            if let history = try? reader().history, try isThere(history) { return }
        }
        throw BenchError("\(what) did not come within \(Format.duration(limit)).")
    }

    func reader() throws -> RunReader { try RunReader(RunFolder(path: run)) }
}
