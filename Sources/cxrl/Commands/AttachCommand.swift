import Attachment
import Interface
import Runs
import Workbench

/// `cxrl attach`: the workbench on a run that another process trains.
enum AttachCommand {
    static let declaration = CommandDeclaration(
        name: "attach",
        summary: """
            Opens the workbench on a run that `cxrl train` trains in another process of yours on \
            this machine, with full control; the run goes on when it is left.
            """,
        operands: "[RUN]", operandCount: 0...1,
        options: [
            Surroundings.runsOption, Surroundings.dataOption,
            OptionDeclaration("--plain", nil, "print lines instead of opening the workbench"),
            OptionDeclaration("--json", nil, "print one JSON object a line"),
        ] + ScreenChoices.declared,
        details: {
            """
            RUN is a name that `cxrl runs` shows, or the path of a run folder; without it the
            newest run that can be attached to. Several workbenches may be attached at once.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        let list = surroundings.runList(arguments)
        return try attach(to: folder(arguments.operands.first, list), arguments, surroundings)
    }

    private static func folder(_ name: String?, _ list: RunList) throws -> RunFolder {
        if let name { return try list.folder(name) }
        guard let entry = list.entries().first(where: { RemoteEngine.isOffered($0.folder) }) else {
            throw AttachmentError.noRun(root: list.root)
        }
        return entry.folder
    }

    @MainActor
    static func attach(
        to folder: RunFolder, _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> ExitStatus {
        // an unreadable run is refused before the screen opens
        _ = try folder.manifest()
        let engine = try RemoteEngine(folder, program: Program.version)
        defer { engine.leave() }
        let isPlain = arguments.has("--plain") || arguments.has("--json")
        guard Console.canShowWorkbench, !isPlain else {
            let printer = LinePrinter(asJSON: arguments.has("--json"))
            return LineSession(engine: engine, printer: printer, isWatching: true).run()
        }
        var options = try ScreenChoices.options(arguments, surroundings)
        options.isAttached = true
        options.startsTraining = false
        let outcome = try WorkbenchProgram.run(engine: engine, options: options)
        if !outcome.summary.isEmpty { Console.write(outcome.summary) }
        if case .signal(let number) = outcome.reason { return .signal(number) }
        return outcome.phase == .failed ? .failed : .success
    }
}
