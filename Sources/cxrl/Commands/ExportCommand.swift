import Runs
import Tensors

/// `cxrl export`: a run's policy in the forms that other programs read.
enum ExportCommand {
    private enum Precision: String, CaseIterable {
        case fp32, fp16, bf16

        var dtype: DType {
            switch self {
            case .fp32: .float32
            case .fp16: .float16
            case .bf16: .bfloat16
            }
        }
    }

    static let declaration = CommandDeclaration(
        name: "export",
        summary: "Writes the tuned policy of a run as diffusers folder, LoRA file or embeddings.",
        operands: "RUN", operandCount: 1...1,
        options: [
            OptionDeclaration("--as", "FORM", "diffusers, lora or ace"),
            OptionDeclaration("--out", "PATH", "the folder, or the .safetensors file"),
            OptionDeclaration("--epoch", "N", "of which checkpoint (default: the last)"),
            OptionDeclaration("--precision", "TYPE", "fp32 (default), fp16 or bf16"),
            OptionDeclaration("--json", nil, "print one JSON object"),
            Surroundings.runsOption,
        ],
        details: {
            """
            diffusers: a folder with the adapters merged, for `from_pretrained`, and for --model;
            the embeddings lie beside it as ace.safetensors, its README.md says how to pass them.
            lora: adapters of the UNet's attention, for `load_lora_weights` and for --lora.
            ace: the embeddings [tokens, channels], for --ace.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        _ = try arguments.required("--as", "diffusers, lora or ace")
        let form = try arguments.choice("--as", PolicyExport.Form.self)
        let path = try arguments.required("--out", "where to write")
        let precision = try arguments.choice("--precision", Precision.self) ?? .fp32
        let export = PolicyExport(
            run: try surroundings.runList(arguments).folder(arguments.operands[0]),
            form: form ?? .diffusers, path: path, dtype: precision.dtype,
            epoch: try arguments.integer("--epoch", in: 1...Int.max))
        try export.check()
        try Runtime.start()
        let written = try export.write()
        if arguments.has("--json") {
            Console.write(
                JSON.object([
                    ("out", .string(path)), ("as", .string(export.form.rawValue)),
                    ("run", .string(export.run.name)),
                ]).text)
        } else {
            for line in written { Console.write(line) }
        }
        return .success
    }
}
