import Configuration
import Foundation

/// What `cxrl sample --prompt` was asked for, checked before anything is loaded.
struct SampleOrder {
    let prompt: String
    let source: PictureSource
    /// Sampler, steps, eta and guidance, the command line's own taken in.
    let settings: SampleSettings
    let seed: UInt64
    let latentsFile: String?
    let output: String
    let trajectoryFolder: String?
    let truncates: Bool

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        prompt = try arguments.required("--prompt", "the report, as --prompt TEXT")
        if let bulk = ["--count", "--batch"].first(where: arguments.has) {
            throw UsageError("\(bulk) is for many prompts: give them as --prompts FILE.")
        }
        truncates = arguments.has("--truncate")
        latentsFile = arguments.value("--latents")
        seed = try arguments.seed() ?? UInt64.random(in: 0...UInt64(UInt32.max))
        output = arguments.value("--out") ?? "sample-s\(seed).png"
        trajectoryFolder = arguments.value("--trajectory")
        source = try PictureSource(arguments, surroundings)
        settings = try SampleSettings(arguments, source.configuration.rollout)
        if let trajectoryFolder { try TrajectoryFolder(path: trajectoryFolder).check() }
        try Self.checkOutput(output)
    }

    private static func checkOutput(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard DataFolder.isFolder(folder) else {
            throw UsageError("--out: there is no folder \(folder); make it, or name another.")
        }
    }
}
