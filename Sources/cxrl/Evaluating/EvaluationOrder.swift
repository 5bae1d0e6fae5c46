import Configuration
import Foundation
import Runs

/// What `cxrl evaluate` was asked for, checked before anything is loaded.
struct EvaluationOrder {
    /// Runs that are pooled, or one model.
    let subjects: [EvaluationSubject]
    /// Nil where a model is measured alone.
    let anchor: EvaluationSubject?
    /// Sampler, steps, eta and guidance, the command line's own taken in.
    let settings: Configuration.Rollout
    /// The policy's, of every UNet that draws: the anchor's too, whatever it was made with.
    let precision: Configuration.Model.Precision
    let promptFile: String?
    let count: Int
    let seedsPerPrompt: Int
    let seed: UInt64
    let films: String?
    let threads: Int?
    let csv: String?
    let sheet: String?
    let isJSON: Bool
    /// Where the shipped prompts are; nil where they were not found.
    let data: DataFolder?

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        let (names, list) = try Self.names(arguments, surroundings)
        guard !names.isEmpty else {
            throw UsageError("cxrl evaluate needs a run or a model folder: `cxrl runs` lists runs.")
        }
        let subjects = try names.map { try EvaluationSubject($0, list) }
        self.subjects = subjects
        anchor =
            try arguments.value("--against").map { try EvaluationSubject($0, list) }
            ?? subjects[0].untuned
        settings = try Self.settings(arguments, subjects)
        precision = subjects[0].configuration.model.precision
        promptFile = arguments.value("--prompts")
        count = try arguments.integer("--count", in: 1...100_000) ?? 64
        seedsPerPrompt = try arguments.integer("--seeds", in: 1...1000) ?? 4
        seed = try arguments.seed() ?? 1
        films = arguments.value("--data")
        let configured = subjects[0].configuration.model.threads
        threads =
            try arguments.integer("--threads", in: 1...1024) ?? (configured > 0 ? configured : nil)
        csv = arguments.value("--csv")
        sheet = arguments.value("--sheet")
        isJSON = arguments.has("--json")
        data = try? DataFolder.locate(
            option: nil, environment: surroundings.environment,
            executable: surroundings.executable)
        for (option, path) in [("--csv", csv), ("--sheet", sheet)] {
            guard let path else { continue }
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard DataFolder.isFolder(folder) else {
                throw UsageError(
                    "\(option): there is no folder \(folder); make it, or name another.")
            }
        }
        if let films, !DataFolder.isFolder(films) {
            throw UsageError("--data: there is no folder \(films).")
        }
    }

    /// `--runs` names the root, or the first of the runs.
    private static func names(
        _ arguments: Arguments, _ surroundings: Surroundings
    ) throws -> (names: [String], list: RunList) {
        let standard = RunList(
            root: URL(fileURLWithPath: surroundings.folders.runs(option: nil)).standardized.path)
        if let given = arguments.value("--runs"), (try? standard.folder(given)) != nil {
            return ([given] + arguments.operands, standard)
        }
        return (arguments.operands, surroundings.runList(arguments))
    }

    private static func settings(
        _ arguments: Arguments, _ subjects: [EvaluationSubject]
    ) throws -> Configuration.Rollout {
        if subjects.count > 1, let model = subjects.first(where: { $0.run == nil }) {
            throw UsageError("Runs can be pooled, models cannot: give \(model.name) alone.")
        }
        func sampling(_ subject: EvaluationSubject) -> [String] {
            let rollout = subject.configuration.rollout
            return [
                subject.model, rollout.sampler.rawValue, "\(rollout.steps)", "\(rollout.eta)",
                "\(rollout.guidance)", subject.configuration.model.precision.rawValue,
            ]
        }
        if let other = subjects.first(where: { sampling($0) != sampling(subjects[0]) }) {
            throw UsageError(
                "\(other.name) and \(subjects[0].name) differ in model, sampler, steps, eta, "
                    + "guidance or precision: runs that are pooled share them, evaluate these one "
                    + "by one.")
        }
        var settings = subjects[0].configuration.rollout
        if let steps = try arguments.integer("--steps", in: 1...1000) { settings.steps = steps }
        if let scale = try arguments.number("--guidance", in: 1...Double.infinity) {
            settings.guidance = scale
        }
        return settings
    }
}
