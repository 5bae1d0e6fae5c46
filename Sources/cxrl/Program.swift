import Configuration

/// Finds the command that the words name, and runs it.
@MainActor
enum Program {
    nonisolated static let version = "0.1.0"

    static let commands: [CommandDeclaration] = [
        TrainCommand.declaration, SampleCommand.declaration, EvaluateCommand.declaration,
        WatchCommand.declaration, AttachCommand.declaration, RunsCommand.declaration,
        ConfigCommand.declaration, KeysCommand.declaration, DoctorCommand.declaration,
        PretrainCommand.declaration, RewardsCommand.declaration, LabelsCommand.declaration,
        BenchCommand.declaration, ExportCommand.declaration,
    ]

    static func run(_ words: [String]) -> ExitStatus {
        do {
            return try dispatch(words)
        } catch {
            let failure = Failure(error)
            Console.error("cxrl: \(failure.sentence)")
            return failure.status
        }
    }

    private static func dispatch(_ words: [String]) throws -> ExitStatus {
        if words.first == "--version" {
            Console.write("cxrl \(version)")
            return .success
        }
        let (command, rest) = try split(words)
        let options = rest.prefix { $0 != "--" }
        if options.contains(where: { $0 == "--help" || $0 == "-h" }) {
            Console.write(command.help)
            return .success
        }
        return try command.run(Arguments(rest, of: command))
    }

    private static func split(
        _ words: [String]
    ) throws -> (command: CommandDeclaration, rest: [String]) {
        guard var name = words.first, !name.hasPrefix("-") else {
            return (WorkbenchCommand.declaration, words)
        }
        var rest = Array(words.dropFirst())
        if name == "help" {
            name = rest.first ?? ""
            rest = ["--help"]
            if name.isEmpty { return (WorkbenchCommand.declaration, rest) }
        }
        if let command = commands.first(where: { $0.name == name }) { return (command, rest) }
        let hint = Nearest.name(to: name, among: commands.map(\.name))
        throw UsageError(
            "there is no command \(name): "
                + (hint.map { "did you mean \($0)?" } ?? "`cxrl --help` lists those there are."))
    }
}
