import Attachment
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
    /// The run whose checkpoint a new one begins with.
    var branch: RunBranch?
    /// Checked.
    let configuration: Configuration
    /// Where what comes with the program is; nil where it was not found and may not be needed.
    let data: DataFolder?
}

extension Launch {
    /// What the command line asks for.
    static func asked(_ arguments: Arguments, _ surroundings: Surroundings) throws -> Launch {
        let list = surroundings.runList(arguments)
        let branch = try arguments.value("--from").map { try Self.branch($0, list) }
        guard arguments.has("--resume") else {
            let configuration =
                try branch.map { try Self.configuration(of: $0, arguments) }
                ?? ConfigurationOptions.configuration(arguments, surroundings)
            let folder = arguments.value("--run").map {
                URL(fileURLWithPath: $0).standardized.path
            }
            try folder.map(RunFolder.checkIsFree)
            return Launch(
                target: .new(root: list.root, folder: folder), branch: branch,
                configuration: try configuration.validated(),
                data: try data(arguments, surroundings, for: configuration))
        }
        guard branch == nil else {
            throw UsageError("--from begins a new run and --resume goes on with one: choose.")
        }
        let folder =
            try arguments.value("--run").map(list.folder) ?? list.newestUnfinished().folder
        return try resuming(folder, arguments, surroundings)
    }

    /// `RUN` or `RUN@EPOCH`, where a checkpoint of that epoch is kept.
    private static func branch(_ text: String, _ list: RunList) throws -> RunBranch {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        guard let name = parts.first else { throw UsageError("--from needs RUN or RUN@EPOCH.") }
        let folder = try list.folder(name)
        let epochs = try RunReader(folder).history.checkpoints().map(\.epoch)
        let wanted = parts.count > 1 ? Int(parts[1]) : epochs.last
        guard let wanted, epochs.contains(wanted) else {
            let kept = epochs.map { String($0) }.joined(separator: ", ")
            throw UsageError(
                "\(folder.name) keeps no checkpoint"
                    + (parts.count > 1 ? " of epoch \(parts[1])" : "")
                    + (kept.isEmpty ? "." : ": those there are of \(kept)."))
        }
        return RunBranch(run: folder.path, epoch: wanted)
    }

    /// The other run's, with what the command line changes.
    private static func configuration(
        of branch: RunBranch, _ arguments: Arguments
    ) throws -> Configuration {
        var configuration = try RunFolder(path: branch.run).manifest().configuration
        try configuration.apply(ConfigurationOptions.changes(arguments))
        return configuration
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
        if !asJSON { showPlan() }
        return try session(LinePrinter(asJSON: asJSON)).run()
    }

    /// Trains for the process that reads the report, and goes on when that and its terminal are
    /// gone; what is told goes to the run's log.
    @MainActor
    func runDetached(_ report: DetachmentReport) throws -> ExitStatus {
        showPlan()
        var session = try session(LinePrinter(isLog: true))
        session.onOpened = { report.opened($0) }
        return session.run()
    }

    private func showPlan() {
        Console.write(configuration.batchPlan.summary)
        for warning in configuration.warnings { Console.error("cxrl: \(warning)") }
    }

    @MainActor
    private func session(_ printer: LinePrinter) throws -> LineSession {
        let engine = makeEngine()
        var session = LineSession(engine: engine, printer: printer)
        session.server = try EngineServer(
            engine, program: Program.version, environment: Surroundings().environment)
        return session
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
        options.tourMark = ScreenChoices.tourMark(arguments, surroundings)
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
