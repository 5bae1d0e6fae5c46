import Configuration

/// `cxrl train`: a run, told line by line.
enum TrainCommand {
    static let declaration = CommandDeclaration(
        name: "train",
        summary: "Fine-tunes a model by policy gradient, and prints a line for every epoch.",
        options: RunOptions.declared + [
            OptionDeclaration("--workbench", nil, "open the workbench instead")
        ] + ScreenChoices.declared,
        details: {
            """
            A run is saved at the end of an epoch. SIGINT, SIGTERM, SIGHUP and SIGUSR1 save within
            one bounded piece of work, print the command that resumes, and end with 128 + signal;
            a second signal ends at once.

            \(ExitStatus.help)
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        let launch = try Launch.asked(arguments, surroundings)
        return arguments.has("--workbench")
            ? try launch.runInWorkbench(arguments, surroundings)
            : try launch.runInLines(arguments)
    }
}
