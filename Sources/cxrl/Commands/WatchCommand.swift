import Interface
import Runs

/// `cxrl watch`: follows a run of another process, or looks at a finished one.
enum WatchCommand {
    static let declaration = CommandDeclaration(
        name: "watch",
        summary: "Follows a run of another process, or opens one that has ended, to look at it.",
        operands: "RUN", operandCount: 1...1,
        options: [
            Surroundings.runsOption, Surroundings.dataOption,
            OptionDeclaration("--plain", nil, "print lines instead of opening the workbench"),
            OptionDeclaration("--json", nil, "print one JSON object a line"),
        ] + ScreenChoices.declared,
        details: { "RUN is a name that `cxrl runs` shows, or the path of a run folder." },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        let folder = try surroundings.runList(arguments).folder(arguments.operands[0])
        return try watch(folder, arguments, surroundings)
    }

    /// Opens the workbench on a run, or prints what happens to it.
    @MainActor
    static func watch(
        _ folder: RunFolder, _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> ExitStatus {
        // an unreadable run is refused before the screen opens
        _ = try folder.manifest()
        let follower = RunFollower(folder)
        defer { follower.stop() }
        let isPlain = arguments.has("--plain") || arguments.has("--json")
        guard Console.canShowWorkbench, !isPlain else {
            return LineSession(
                engine: follower, printer: LinePrinter(asJSON: arguments.has("--json")),
                isWatching: true
            ).run()
        }
        var options = try ScreenChoices.options(arguments, surroundings)
        options.isWatching = true
        options.startsTraining = false
        let outcome = try WorkbenchProgram.run(engine: follower, options: options)
        if !outcome.summary.isEmpty { Console.write(outcome.summary) }
        if case .signal(let number) = outcome.reason { return .signal(number) }
        return .success
    }
}
