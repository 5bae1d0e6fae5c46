import Configuration
import RLCF
import Tensors

/// `cxrl doctor`: what the machine has, and whether policy gradients would be right on it.
enum DoctorCommand {
    static let declaration = CommandDeclaration(
        name: "doctor",
        summary: "Checks this machine, and the numerics of training on a model and its settings.",
        options: ConfigurationOptions.declared + [
            OptionDeclaration("--seed", "S", "seed of the check's rollout"),
            OptionDeclaration("--quick", nil, "the machine only, no model"),
            OptionDeclaration("--json", nil, "print one JSON object"),
        ],
        details: {
            """
            The exit code is 1 where a check does not pass. The floor of a timestep is the largest
            difference between the log-probabilities of rollout and update with unchanged weights;
            the sensitivity says how strongly the ratio follows a change of the network there.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        let asJSON = arguments.has("--json")
        let configuration = try ConfigurationOptions.configuration(arguments, surroundings)
            .validated()
        let terminal = TerminalFacts(surroundings.environment)
        let machine: MachineFacts
        do {
            machine = try MachineFacts()
        } catch let error as TensorError where error.kind == .unavailable {
            let reason = Failure(error).sentence
            Console.write(
                asJSON
                    ? DoctorJSON.object(without: reason, terminal).text
                    : DoctorText.machine(without: reason, terminal))
            return .failed
        }
        if !asJSON { Console.write(DoctorText.machine(machine, terminal)) }
        var report: SelfCheckReport?
        if !arguments.has("--quick") {
            let scratch = try ScratchFolder()
            let trainer = try BareTrainer.make(
                configuration, data: { try surroundings.dataFolder(arguments) },
                scratch: scratch.path)
            report = try SelfCheck(trainer).run()
        }
        if asJSON {
            Console.write(DoctorJSON.object(machine, terminal, report).text)
        } else if let report {
            Console.write("\n" + DoctorText.report(report))
        }
        return machine.isExact && report?.passed ?? true ? .success : .failed
    }
}
