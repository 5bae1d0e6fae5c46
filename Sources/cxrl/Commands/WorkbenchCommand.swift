import Attachment
import Configuration
import Runs

/// `cxrl` without a command: the workbench.
enum WorkbenchCommand {
    static let declaration = CommandDeclaration(
        name: "",
        summary: """
            cxrl fine-tunes a text-to-chest-X-ray diffusion model by reinforcement learning with
            comparative feedback, and shows it live in the terminal.
            For research, not for diagnosis.

            Without a command the workbench opens: on a new run with the shipped configuration;
            where a run is unfinished it asks; a run that another process trains is attached to
            (as `cxrl attach` does), or watched where that process does not offer it.
            Where there is no terminal it does what `cxrl train` does.
            """,
        operands: "[command]",
        options: RunOptions.declared + [
            OptionDeclaration("--plain", nil, "print lines instead of opening the workbench"),
            ScreenChoices.tourOption,
            OptionDeclaration("--version", nil, "print the program's version"),
        ] + ScreenChoices.declared,
        details: {
            let commands: [(String, String)] = Program.commands.map { ($0.name, $0.summary) }
            return """
                commands (`cxrl COMMAND --help` explains each):
                \(HelpText.columns(commands))

                \(ExitStatus.help)
                """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        guard Console.canShowWorkbench, !arguments.has("--plain"), !arguments.has("--json") else {
            return try Launch.asked(arguments, surroundings).runInLines(arguments)
        }
        guard isBare(arguments) else {
            return try Launch.asked(arguments, surroundings)
                .runInWorkbench(arguments, surroundings)
        }
        switch try UnfinishedRun.choice(surroundings.runList(arguments)) {
        case .new:
            return try Launch.asked(arguments, surroundings)
                .runInWorkbench(arguments, surroundings)
        case .resume(let folder):
            return try Launch.resuming(folder, arguments, surroundings)
                .runInWorkbench(arguments, surroundings)
        case .look(let folder) where RemoteEngine.isOffered(folder):
            return try AttachCommand.attach(to: folder, arguments, surroundings)
        case .look(let folder):
            return try WatchCommand.watch(folder, arguments, surroundings)
        case .leave:
            return .success
        }
    }

    /// Whether nothing on the command line says which run is meant.
    private static func isBare(_ arguments: Arguments) -> Bool {
        let telling =
            ["--run", "--resume", "--from", "--config", "--preset", "--set", "--model"]
            + ["--device", "--precision"] + ConfigurationOptions.forRuns.map(\.name)
        return !telling.contains(where: arguments.has)
    }
}
