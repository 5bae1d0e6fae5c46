import Configuration
import Engine
import Foundation
import Rewards

/// What `cxrl sample --prompts` was asked for, checked before anything is loaded.
struct BulkOrder {
    let prompts: [ScoredPrompt]
    /// Pictures of each prompt.
    let count: Int
    /// Pictures that are denoised at once.
    let batch: Int
    let source: PictureSource
    let settings: SampleSettings
    let seed: UInt64
    let folder: String
    let truncates: Bool

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        for name in ["--prompt", "--latents", "--trajectory"] where arguments.has(name) {
            throw UsageError("\(name) is for one picture: leave it or --prompts out.")
        }
        let file = try arguments.required("--prompts", "a file with one report a line")
        folder = try arguments.required("--out", "the folder for the pictures, as --out DIR")
        count = try arguments.integer("--count", in: 1...1_000_000) ?? 1
        batch = try arguments.integer("--batch", in: 1...4096) ?? 16
        truncates = arguments.has("--truncate")
        seed = try arguments.seed() ?? 0
        source = try PictureSource(arguments, surroundings)
        settings = try SampleSettings(arguments, source.configuration.rollout)
        var listed = Configuration()
        listed.rollout.prompts = file
        prompts = try PromptList.load(listed, data: nil)
    }

    /// The pictures in their order.
    var pictures: [BulkPicture] {
        (0..<prompts.count * count).map { index in
            BulkPicture(
                index: index, prompt: prompts[index / count], seed: seed &+ UInt64(index))
        }
    }
}

/// One picture of many.
struct BulkPicture {
    /// From 0.
    let index: Int
    let prompt: ScoredPrompt
    /// Of its noise: `cxrl sample --seed` makes the same picture alone.
    let seed: UInt64

    var file: String {
        let digits = String(index + 1)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".png"
    }
}
