import Configuration
import Diffusion
import Foundation
import Interface
import Runs
import Workbench

/// A run that is about to begin or to go on.
struct Launch {
    enum Target: Equatable {
        /// A new run below the root, or in a folder that the user named.
        case new(root: String, folder: String?)
        case resumed(RunFolder)
    }

    let target: Target
    /// Checked.
    let configuration: Configuration
    /// Where what comes with the program is; nil where it was not found and may not be needed.
    let data: DataFolder?
}

extension Launch {
    /// What the command line asks for.
    static func asked(_ arguments: Arguments, _ surroundings: Surroundings) throws -> Launch {
        let list = surroundings.runList(arguments)
        guard arguments.has("--resume") else {
            let configuration = try ConfigurationOptions.configuration(arguments, surroundings)
            let folder = arguments.value("--run").map {
                URL(fileURLWithPath: $0).standardized.path
            }
            return Launch(
                target: .new(root: list.root, folder: folder),
                configuration: try configuration.validated(),
                data: try data(arguments, surroundings, for: configuration))
        }
        let folder =
            try arguments.value("--run").map(list.folder) ?? list.newestUnfinished().folder
        return try resuming(folder, arguments, surroundings)
    }

    /// A run that goes on with its own configuration, but for what may be changed meanwhile.
    static func resuming(
        _ folder: RunFolder, _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> Launch {
        if let holder = RunLock.liveHolder(folder) {
            throw RunError.locked(path: folder.path, holder: holder)
        }
        let configuration = try folder.manifest().configuration
            .resumed(with: ConfigurationOptions.changes(arguments)).validated()
        return Launch(
            target: .resumed(folder), configuration: configuration,
            data: try data(arguments, surroundings, for: configuration))
    }

    /// The folder is needed where the configuration names no model or no prompts of its own.
    private static func data(
        _ arguments: Arguments, _ surroundings: Surroundings, for configuration: Configuration
    ) throws -> DataFolder? {
        let isNeeded = configuration.model.path.isEmpty || configuration.rollout.prompts.isEmpty
        return isNeeded
            ? try surroundings.dataFolder(arguments) : try? surroundings.dataFolder(arguments)
    }
}

extension Launch {
    /// Trains and prints lines.
    @MainActor
    func runInLines(_ arguments: Arguments) throws -> ExitStatus {
        let asJSON = arguments.has("--json")
        if !asJSON {
            Console.write(configuration.batchPlan.summary)
            for warning in configuration.warnings { Console.error("cxrl: \(warning)") }
        }
        return LineSession(engine: makeEngine(), printer: LinePrinter(asJSON: asJSON)).run()
    }

    /// Trains behind the workbench.
    @MainActor
    func runInWorkbench(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> ExitStatus {
        guard Console.canShowWorkbench else { return try runInLines(arguments) }
        var options = try ScreenChoices.options(arguments, surroundings)
        options.tokenizerFolder = modelFolder.map { $0 + "/tokenizer" }
        options.logFile = logFile(surroundings)
        let outcome = try WorkbenchProgram.run(engine: makeEngine(), options: options)
        if !outcome.summary.isEmpty { Console.write(outcome.summary) }
        return status(of: outcome)
    }

    private func status(of outcome: WorkbenchOutcome) -> ExitStatus {
        if case .signal(let number) = outcome.reason { return .signal(number) }
        return outcome.phase == .failed ? .failed : .success
    }

    /// The model that is trained, where it is known before the engine has looked.
    private var modelFolder: String? {
        let path = configuration.model.path
        return path.isEmpty ? data?.miniature : try? ModelFolder.located(path).path
    }

    /// Takes what libraries write while the screen is open.
    private func logFile(_ surroundings: Surroundings) -> String? {
        let folder = surroundings.folders.state
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            return folder + "/workbench.log"
        } catch {
            return nil
        }
    }
}
