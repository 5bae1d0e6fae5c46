import Configuration
import Diffusion
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
            OptionDeclaration(
                "--plan", nil, "the plan for the memory only, without the check of the numerics"),
            OptionDeclaration("--json", nil, "print one JSON object"),
        ],
        details: {
            """
            The exit code is 1 where a check does not pass. The floor of a timestep is the largest
            difference between the log-probabilities of rollout and update with unchanged weights;
            the sensitivity says how strongly the ratio follows a change of the network there.

            The plan, for the CPU, measures passes of one and of two items, and proposes the
            micro-batches that fit the memory; the samples behind an optimiser step stay as they are.
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
        let libraries = LibraryFacts(executable: surroundings.executable)
        let machine: MachineFacts
        do {
            machine = try MachineFacts()
        } catch let error as TensorError where error.kind == .unavailable {
            let reason = Failure(error).sentence
            Console.write(
                asJSON
                    ? DoctorJSON.object(without: reason, libraries, terminal).text
                    : DoctorText.machine(without: reason, libraries, terminal))
            return .failed
        }
        if !asJSON { Console.write(DoctorText.machine(machine, libraries, terminal)) }
        var report: SelfCheckReport?
        var plan: PlanText?
        if !arguments.has("--quick") {
            let scratch = try ScratchFolder()
            let trainer = try BareTrainer.make(
                configuration, data: { try surroundings.dataFolder(arguments) },
                scratch: scratch.path)
            plan = try self.plan(trainer)
            if let plan, !asJSON { Console.write("\n" + plan.text) }
            if !arguments.has("--plan") { report = try SelfCheck(trainer).run() }
        }
        if asJSON {
            Console.write(DoctorJSON.object(machine, libraries, terminal, plan, report).text)
        } else if let report {
            Console.write("\n" + DoctorText.report(report))
        }
        return machine.isExact && report?.passed ?? true ? .success : .failed
    }

    /// Of the memory that is free, a part is left to the rest of the machine.
    private static let usableShare = 0.8

    private static func plan(_ trainer: Trainer) throws -> PlanText? {
        guard trainer.model.device == .cpu else { return nil }
        let budget = Int(Double(MemoryFacts.available) * usableShare)
        let probe = try ResourceProbe(trainer, meter: MemoryFacts.meter())
        let costs = try probe.costs(budget: budget)
        return PlanText(
            plan: MemoryPlan(
                costs, trainer.configuration, randomSteps: trainer.sampler.randomSteps,
                budget: budget),
            configuration: trainer.configuration)
    }
}
