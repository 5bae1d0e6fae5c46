import Configuration
import Diffusion
import Foundation
import Pretraining
import Studies
import Tensors

/// `cxrl pretrain`: makes a model folder with its reward networks and judges from films.
enum PretrainCommand {
    static let declaration = CommandDeclaration(
        name: "pretrain",
        summary: "Makes a model folder with reward networks and judges from a collection of films.",
        operands: "[STAGE…]", operandCount: 0...Int.max,
        options: [
            OptionDeclaration("--data", "DIR", "folder with manifest.csv and images"),
            OptionDeclaration("--out", "DIR", "the model folder to be made"),
            OptionDeclaration(
                "--state", "DIR",
                "keeps the state of unfinished stages (default: ~/.local/state/cxrl/pretrain)"),
            OptionDeclaration("--seed", "N", "seed of everything that is drawn (default 1)"),
        ],
        details: {
            let stages = PretrainingProgram.Stage.allCases.map { ($0.rawValue, $0.explanation) }
            return """
                stages, in their order; without a name, all of them:
                \(HelpText.columns(stages))

                An interrupted stage goes on where its state was last kept.
                """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let data = try arguments.required("--data", "the folder with manifest.csv and images")
        let out = try arguments.required("--out", "the model folder to be made")
        let seed = try arguments.seed()
        let stages = try arguments.operands.map(stage)
        try Runtime.start()
        let state = arguments.value("--state") ?? Surroundings().folders.state + "/pretrain"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true)
        var program = PretrainingProgram(
            collection: try ManifestCollection.miniature(folder: data),
            folder: ModelFolder(out), stateFolder: state,
            log: ProgressLog { Console.write($0) })
        if let seed { program.seed = seed }
        try stages.isEmpty ? program.run() : program.run(stages)
        return .success
    }

    private static func stage(_ name: String) throws -> PretrainingProgram.Stage {
        if let stage = PretrainingProgram.Stage(rawValue: name) { return stage }
        let names = PretrainingProgram.Stage.allCases.map(\.rawValue)
        let hint = Nearest.name(to: name, among: names).map { "did you mean \($0)?" }
        throw UsageError(
            "There is no stage \(name): \(hint ?? "there are \(names.joined(separator: ", "))").")
    }
}
