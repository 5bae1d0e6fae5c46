import Configuration
import Foundation
import Runs

/// What `cxrl sample` was asked for, checked before anything is loaded.
struct SampleOrder {
    let prompt: String
    /// The model folder.
    let model: String
    let run: RunFolder?
    let isAnchor: Bool
    let configuration: Configuration
    /// Sampler, steps, eta and guidance, the command line's own taken in.
    let settings: Configuration.Rollout
    let seed: UInt64
    let latentsFile: String?
    let output: String
    let trajectoryFolder: String?
    let truncates: Bool

    /// Whether the tuned policy of a run is asked.
    var usesPolicy: Bool { run != nil && !isAnchor }

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        prompt = try arguments.required("--prompt", "the report, as --prompt TEXT")
        isAnchor = arguments.has("--anchor")
        truncates = arguments.has("--truncate")
        latentsFile = arguments.value("--latents")
        seed = try arguments.seed() ?? UInt64.random(in: 0...UInt64(UInt32.max))
        output = arguments.value("--out") ?? "sample-s\(seed).png"
        trajectoryFolder = arguments.value("--trajectory")
        run = try arguments.value("--run").map(surroundings.runList(arguments).folder)
        guard run == nil || !arguments.has("--model") else {
            throw UsageError("--run brings its own model: leave --model out.")
        }
        let manifest = try run?.manifest()
        let configuration = manifest?.configuration ?? Configuration()
        self.configuration = configuration
        if let manifest {
            model = manifest.model
        } else if let given = arguments.value("--model") {
            model = given
        } else {
            model = try surroundings.dataFolder(arguments).miniature
        }
        settings = try Self.settings(arguments, configuration.rollout)
        if let trajectoryFolder { try TrajectoryFolder(path: trajectoryFolder).check() }
        try Self.checkOutput(output)
    }

    private static func settings(
        _ arguments: Arguments, _ base: Configuration.Rollout
    ) throws -> Configuration.Rollout {
        var settings = base
        if let steps = try arguments.integer("--steps", in: 1...1000) { settings.steps = steps }
        if let eta = try arguments.number("--eta", in: 0...1) { settings.eta = eta }
        if let scale = try arguments.number("--guidance", in: 0...Double.infinity) {
            settings.guidance = scale
        }
        return settings
    }

    private static func checkOutput(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard DataFolder.isFolder(folder) else {
            throw UsageError("--out: there is no folder \(folder); make it, or name another.")
        }
    }
}
