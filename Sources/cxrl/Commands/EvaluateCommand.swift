import Configuration
import Evaluation
import Foundation
import Images
import RLCF
import Tensors

/// `cxrl evaluate`: what tuning has changed, by rewards and by judges that training never saw.
enum EvaluateCommand {
    static let declaration = CommandDeclaration(
        name: "evaluate",
        summary: "Measures a policy against its anchor on prompts that were not trained on.",
        operands: "RUN… | MODEL", operandCount: 0...Int.max,
        options: [
            OptionDeclaration(
                "--against", "MODEL", "the anchor (default: the model that the run began with)"),
            OptionDeclaration(
                "--prompts", "FILE", "prompts of your own; those that were trained on are left out"),
            OptionDeclaration("--count", "N", "prompts (default 64)"),
            OptionDeclaration("--seeds", "N", "pictures of each prompt (default 4)"),
            OptionDeclaration(
                "--data", "DIR", "a collection of films, for FID and KID"),
            OptionDeclaration("--seed", "S", "seed of prompts and noise (default 1)"),
            OptionDeclaration("--steps", "N", "denoising steps (default: the run's)"),
            OptionDeclaration("--guidance", "W", "classifier-free guidance (default: the run's)"),
            OptionDeclaration("--threads", "N", "threads (default: the run's setting)"),
            OptionDeclaration("--csv", "FILE", "also write every sample's scores"),
            OptionDeclaration(
                "--sheet", "FILE", "also write a PNG with anchor and policy side by side"),
            OptionDeclaration(
                "--runs", "DIR",
                "folder of all runs (default: $CXRL_RUNS, or ~/.local/share/cxrl/runs); a run's "
                    + "own name or folder counts as the first RUN"),
            OptionDeclaration("--json", nil, "print one JSON object"),
        ],
        details: {
            """
            Policy and anchor draw each picture from the same initial and sampler noise, with the
            sampler and the precision of the run. Intervals are 95 %, by bootstrap over prompts, and
            over runs where several are pooled; * marks a difference whose whole interval is on the
            good side. FID and KID compare with the films of validation patients in the features of
            the diagnosis networks; both are for comparing policy and anchor, not with numbers from
            elsewhere. The diagnosis score is told for the prompts that ask for each finding too,
            where there are eight of them. In an AUROC a finding that a prompt does not mention is
            absent, one that it leaves open does not count. A model alone is measured without a
            comparison.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let order = try EvaluationOrder(arguments, Surroundings())
        try Runtime.start(threads: order.threads)
        let evaluation = try EvaluationRun(order)
        let outcome = try evaluation.perform()
        if let path = order.csv { try EvaluationTable(outcome).write(to: path) }
        if let path = order.sheet {
            try EvaluationSheet(outcome).picture().writePNG(to: path)
        }
        Console.write(
            order.isJSON ? EvaluationJSON(outcome).object.text : EvaluationText(outcome).text)
        return .success
    }
}
