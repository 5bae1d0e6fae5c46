import Configuration

/// `cxrl train`: a run, told line by line.
enum TrainCommand {
    static let declaration = CommandDeclaration(
        name: "train",
        summary: "Fine-tunes a model by policy gradient, and prints a line for every epoch.",
        options: RunOptions.declared + [
            OptionDeclaration("--workbench", nil, "open the workbench instead"),
            ScreenChoices.tourOption,
            OptionDeclaration(
                "--detach", nil, "go on when this terminal is gone; `cxrl attach` comes back"),
        ] + ScreenChoices.declared,
        details: {
            """
            A run is saved at the end of an epoch. SIGINT, SIGTERM, SIGHUP and SIGUSR1 save within
            one bounded piece of work, print the command that resumes, and end with 128 + signal;
            a second signal ends at once.

            While a run is trained so, `cxrl attach` opens the workbench on it from another
            terminal. With --detach the command returns as soon as the run is open, and what would
            be printed goes to the run's log.txt.

            \(ExitStatus.help)
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        let launch = try Launch.asked(arguments, surroundings)
        if arguments.has("--detach") {
            guard !arguments.has("--workbench") else {
                throw UsageError(
                    "--detach and --workbench exclude each other: detach, then `cxrl attach`.")
            }
            if let report = DetachmentReport.asked(surroundings.environment) {
                return try launch.runDetached(report)
            }
            return try Detachment.start(asJSON: arguments.has("--json"))
        }
        return arguments.has("--workbench")
            ? try launch.runInWorkbench(arguments, surroundings)
            : try launch.runInLines(arguments)
    }
}
