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
        operands: "[STAGE… | report]", operandCount: 0...Int.max,
        options: [
            OptionDeclaration(
                "--data", "PATH",
                "a collection: MIMIC-CXR-JPG, CheXpert, ChestX-ray14 or Open-i as published, or a "
                    + "CSV file with pictures"),
            OptionDeclaration(
                "--views", "LIST", "films that are used: pa, ap, lateral (default: pa,ap)"),
            OptionDeclaration(
                "--labels", "NAME", "of MIMIC-CXR-JPG: chexpert (default) or negbio"),
            OptionDeclaration("--out", "DIR", "the model folder to be made"),
            OptionDeclaration(
                "--state", "DIR",
                "keeps the state of unfinished stages (default: ~/.local/state/cxrl/pretrain)"),
            OptionDeclaration("--seed", "N", "seed of everything that is drawn (default 1)"),
            OptionDeclaration(
                "--steps", "STAGE=N", "optimiser steps of a stage; can be given for several"),
            OptionDeclaration(
                "--learning-rate", "STAGE=X",
                "the highest learning rate of a stage; can be given for several"),
            OptionDeclaration(
                "--start", "MODEL",
                "begins with the tokenizer, autoencoder and base model of another model, to train "
                    + "them further"),
            OptionDeclaration(
                "--role", "ROLE", "only the networks for rewards, or only the judges"),
            OptionDeclaration(
                "--members", "N | FROM-TO",
                "networks of the rewards' diagnosis committee: that many, or some of them "
                    + "(default 1)"),
            OptionDeclaration(
                "--posture-trunk", "NAME",
                "of posture networks: small (default), or resnet18 for larger machines"),
            OptionDeclaration(
                "--threads", "N", "threads (default: as many processors as may be used)"),
            OptionDeclaration(
                "--precision", "TYPE",
                "of the autoencoder's and the base model's products: fp32 (default) or bf16"),
            OptionDeclaration(
                "--samples", "N", "of the report: samples of the base model (default 256)"),
            OptionDeclaration(
                "--sampling-steps", "N", "of the report: denoising steps (default 25)"),
            OptionDeclaration(
                "--guidance", "W", "of the report: guidance scale (default 1, unguided)"),
            OptionDeclaration("--json", nil, "of the report: print one JSON object"),
        ],
        details: {
            let stages = PretrainingProgram.Stage.allCases.map { stage in
                let length = stage.defaultSteps.map { ", \($0) steps" } ?? ""
                return (stage.rawValue, stage.explanation + length)
            }
            return """
                stages, in their order; without a name, all of them:
                \(HelpText.columns(stages))

                after them:
                \(HelpText.columns([("report", PretrainReport.explanation)]))

                An interrupted stage goes on where its state was last kept.
                """
        },
        run: run)

    /// fp16 would need its losses scaled.
    private enum ModelPrecision: String, CaseIterable {
        case fp32, bf16

        var dtype: DType { self == .bf16 ? .bfloat16 : .float32 }
    }

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        if arguments.operands == ["report"] { return try PretrainReport.run(arguments) }
        let data = try arguments.required("--data", "the folder of a collection")
        let out = try arguments.required("--out", "the model folder to be made")
        let seed = try arguments.seed()
        let stages = try arguments.operands.map(stage)
        let role = try arguments.choice("--role", Role.self)
        let steps = try arguments.values("--steps").map { text in
            try setting("--steps", text, example: "base=3000") {
                Int($0).flatMap { $0 > 0 ? $0 : nil }
            }
        }
        let rates = try arguments.values("--learning-rate").map { text in
            try setting("--learning-rate", text, example: "base=4e-4") {
                Double($0).flatMap { $0 > 0 && $0 <= 1 ? $0 : nil }
            }
        }
        let committee = try arguments.value("--members").map(members)
        let start = try arguments.value("--start").map { try ModelFolder.located($0) }
        try Runtime.start(threads: arguments.integer("--threads", in: 1...1024))
        let collection = try collection(data, arguments)
        for line in collection.summary() { Console.write(line) }
        var program = PretrainingProgram(
            collection: collection,
            folder: ModelFolder(out), stateFolder: try stateFolder(arguments),
            log: ProgressLog { Console.write($0) })
        if let seed { program.seed = seed }
        if let role { program.roles = [role] }
        if let committee { program.members = committee }
        if let trunk = try arguments.choice("--posture-trunk", PostureStage.Trunk.self) {
            program.postureTrunk = trunk
        }
        if let precision = try arguments.choice("--precision", ModelPrecision.self) {
            program.computeType = precision.dtype
        }
        program.steps = Dictionary(steps) { $1 }
        program.learningRates = Dictionary(rates) { $1 }
        program.start = start
        try stages.isEmpty ? program.run() : program.run(stages)
        return .success
    }

    private static func members(_ text: String) throws -> ClosedRange<Int> {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let last = parts.last ?? nil, let first = parts.count == 1 ? 1 : parts.first ?? nil,
            parts.count <= 2, first >= 1, first <= last, last <= 32
        else { throw UsageError("--members \(text): give a number, 4, or a range, 2-4.") }
        return first...last
    }

    /// The films that the options ask for.
    static func collection(
        _ path: String, _ arguments: Arguments
    ) throws -> any StudyCollection {
        var options = CollectionOptions()
        if let list = arguments.value("--views") {
            options.views = Set(try list.split(separator: ",").map { try view(String($0)) })
        }
        if let labels = try arguments.choice("--labels", CollectionOptions.Labels.self) {
            options.labels = labels
        }
        return try CollectionFolder.open(path, options: options)
    }

    private static func view(_ name: String) throws -> Study.View {
        guard let view = Study.View(rawValue: name.uppercased()) else {
            let names = Study.View.allCases.map { $0.rawValue.lowercased() }
            throw UsageError(
                "--views: there is no view “\(name)”: name some of "
                    + names.joined(separator: ", ") + ", with commas between them.")
        }
        return view
    }

    static func stateFolder(_ arguments: Arguments) throws -> String {
        let folder = arguments.value("--state") ?? Surroundings().folders.state + "/pretrain"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func stage(_ name: String) throws -> PretrainingProgram.Stage {
        if let stage = PretrainingProgram.Stage(rawValue: name) { return stage }
        let names = PretrainingProgram.Stage.allCases.map(\.rawValue)
        let hint = Nearest.name(to: name, among: names).map { "did you mean \($0)?" }
        throw UsageError(
            "There is no stage \(name): \(hint ?? "there are \(names.joined(separator: ", "))").")
    }

    /// Reads `STAGE=VALUE`.
    private static func setting<Value>(
        _ option: String, _ text: String, example: String, read: (String) -> Value?
    ) throws -> (PretrainingProgram.Stage, Value) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let value = read(parts[1]) else {
            throw UsageError("\(option) needs a stage and a number above 0, as in \(example).")
        }
        let stage = try stage(parts[0])
        guard stage.defaultSteps != nil else {
            throw UsageError(
                "The stage \(stage.rawValue) does not train: leave \(option) out for it.")
        }
        return (stage, value)
    }
}
