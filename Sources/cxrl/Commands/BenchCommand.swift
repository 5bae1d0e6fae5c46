import Configuration

/// `cxrl bench`: how fast things are on this machine.
enum BenchCommand {
    static let declaration = CommandDeclaration(
        name: "bench",
        summary: "Measures this machine: a fixed rollout, the configuration's epoch, the "
            + "program's start, its screen, or the opening of a large collection.",
        operands: "rollout | epoch | startup | terminal | collection", operandCount: 1...1,
        options: BenchOptions.declared,
        details: {
            """
            rollout  one epoch of a fixed size, for comparing with other implementations: anchor
                     and policy trajectories with guidance, decoding, one update over everything
            epoch    an epoch of the shipped (or given) configuration
            startup  seconds until --help, runs and watch have ended, and until the workbench's
                     first frame
            terminal the workbench while it trains the shipped (or given) configuration: from a
                     key to the screen's answer, bytes and frames, idle processor time, and how
                     much longer an epoch takes with the screen than without (--repeats pairs)
            collection
                     seconds until lists of --rows films in the form of MIMIC-CXR-JPG's, made up,
                     are an index

            Parts are in seconds, each the median of the measurements; shares are of the rate of
            matrix products (gemm_gflops) that is measured beside them.
            """
        },
        run: run)

    private enum Workload: String, CaseIterable {
        case rollout, epoch, startup, terminal, collection
    }

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let word = arguments.operands[0]
        guard let workload = Workload(rawValue: word) else {
            let names = Workload.allCases.map(\.rawValue)
            let hint = Nearest.name(to: word, among: names)
            throw UsageError(
                "There is no workload \(word): write \(hint ?? names.joined(separator: ", ")).")
        }
        let surroundings = Surroundings()
        let report =
            switch workload {
            case .rollout: try RolloutBench(arguments, surroundings).run()
            case .epoch: try EpochBench(arguments, surroundings).run()
            case .startup: try StartupBench(arguments, surroundings).run()
            case .terminal: try TerminalBench(arguments, surroundings).run()
            case .collection: try CollectionBench(arguments).run()
            }
        Console.write(arguments.has("--json") ? report.json.text : report.text)
        return .success
    }
}
