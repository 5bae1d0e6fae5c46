/// The options of commands that train.
enum RunOptions {
    static let declared: [OptionDeclaration] =
        ConfigurationOptions.forRuns + ConfigurationOptions.declared + [
            OptionDeclaration("--run", "DIR", "the run's folder, new or to be resumed"),
            OptionDeclaration("--resume", nil, "go on with --run, or the newest unfinished run"),
            OptionDeclaration(
                "--from", "RUN[@EPOCH]",
                "a new run that begins with a checkpoint of another, and with its settings"),
            Surroundings.runsOption,
            OptionDeclaration("--json", nil, "print one JSON object a line"),
        ]
}
