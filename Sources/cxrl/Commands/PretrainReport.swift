import Diffusion
import Foundation
import Pretraining
import Studies
import Tensors

/// `cxrl pretrain report`: what the parts of a model folder do on films that none was trained on.
enum PretrainReport {
    static let explanation =
        "measures the model folder on validation patients: tables for its card, or --json"

    static func run(_ arguments: Arguments) throws -> ExitStatus {
        let data = try arguments.required("--data", "the folder of a collection")
        let out = try arguments.required("--out", "the model folder")
        guard FileManager.default.fileExists(atPath: out) else {
            throw UsageError("--out: there is no model folder \(out).")
        }
        var sampling = ModelReporter.Sampling()
        if let seed = try arguments.seed() { sampling.seed = seed }
        if let count = try arguments.integer("--samples", in: 8...100_000) {
            sampling.count = count
        }
        if let steps = try arguments.integer("--sampling-steps", in: 1...1000) {
            sampling.steps = steps
        }
        if let scale = try arguments.number("--guidance", in: 1...Double.infinity) {
            sampling.guidance = scale
        }
        try Runtime.start(threads: arguments.integer("--threads", in: 1...1024))
        let reporter = try ModelReporter(
            collection: PretrainCommand.collection(data, arguments), folder: ModelFolder(out),
            stateFolder: PretrainCommand.stateFolder(arguments), sampling: sampling,
            log: ProgressLog { Console.error($0) })
        let report = try reporter.report()
        Console.write(arguments.has("--json") ? try json(report) : report.markdown)
        return .success
    }

    private static func json(_ report: ModelReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}
