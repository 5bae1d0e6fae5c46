import Configuration

/// `cxrl bench`: how fast things are on this machine.
enum BenchCommand {
    static let declaration = CommandDeclaration(
        name: "bench",
        summary: "Measures this machine: a fixed rollout, the configuration's epoch, or the "
            + "program's start.",
        operands: "rollout | epoch | startup", operandCount: 1...1,
        options: BenchOptions.declared,
        details: {
            """
            rollout  one epoch of a fixed size, for comparing with other implementations: anchor
                     and policy trajectories with guidance, decoding, one update over everything
            epoch    an epoch of the shipped (or given) configuration
            startup  seconds until --help, runs and watch have ended, and until the workbench's
                     first frame

            Parts are in seconds, each the median of the measurements; shares are of the rate of
            matrix products (gemm_gflops) that is measured beside them.
            """
        },
        run: run)

    private enum Workload: String, CaseIterable {
        case rollout, epoch, startup
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
            }
        Console.write(arguments.has("--json") ? report.json.text : report.text)
        return .success
    }
}
