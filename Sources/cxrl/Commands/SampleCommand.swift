import Configuration
import Diffusion
import Foundation
import Images
import RLCF
import Tensors

/// `cxrl sample`: a picture of a prompt, or pictures of many.
enum SampleCommand {
    static let declaration = CommandDeclaration(
        name: "sample",
        summary: "Draws pictures of reports, with a model or the tuned policy of a run.",
        options: [
            OptionDeclaration("--prompt", "TEXT", "the report"),
            OptionDeclaration(
                "--prompts", "FILE", "many reports: one a line, or a JSON list; --out is a folder"),
            OptionDeclaration("--count", "N", "pictures of each of them (default: 1)"),
            OptionDeclaration("--batch", "N", "pictures that are drawn at once (default: 16)"),
        ] + PictureSource.options + [
            OptionDeclaration(
                "--seed", "S", "seed of the noise; drawn and printed without it, 0 for many")
        ] + SampleSettings.options + [
            OptionDeclaration(
                "--latents", "FILE", "safetensors with the initial noise, latents [C, H, W]"),
            OptionDeclaration("--out", "PATH", "the PNG (default: sample-sSEED.png), or folder"),
            OptionDeclaration(
                "--trajectory", "DIR", "also keep every step: tensors, and a PNG of each x̂0"),
            OptionDeclaration("--truncate", nil, "cut a prompt that is too long"),
            OptionDeclaration("--json", nil, "print one JSON object"),
            Surroundings.dataOption, Surroundings.runsOption,
        ],
        details: {
            """
            Sampler, steps, eta and guidance come from the run, or from the built-in defaults
            (`cxrl config --help`), where they are not given. A trajectory folder holds
            trajectory.safetensors with latents [steps+1, C, H, W], predicted_originals
            [steps, C, H, W], timesteps, log_probabilities and sigmas [steps], and a PNG per step.

            With --prompts, the folder holds 000001.png, … and manifest.csv (image, report, seed,
            findings, model). Picture number i has the seed S + i − 1. The same command goes on
            where it was ended.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        if arguments.has("--prompts") { return try runMany(arguments) }
        let request = try SampleOrder(arguments, Surroundings())
        try Runtime.start()
        let walk = try SampleWalk(request)
        let steps = try walk.finish()
        let picture = try GreyPicture.pictures(walk.model.decode(walk.denoising.latents))[0]
        if let folder = request.trajectoryFolder {
            try TrajectoryFolder(path: folder).write(
                Trajectory(initial: walk.initial, steps: steps, sample: 0), model: walk.model)
        }
        try picture.writePNG(to: request.output)
        report(request, walk, asJSON: arguments.has("--json"))
        return .success
    }

    private static func report(_ request: SampleOrder, _ walk: SampleWalk, asJSON: Bool) {
        guard asJSON else {
            let cut = walk.cutText.isEmpty ? "" : ", cut off: “\(walk.cutText)”"
            Console.write("\(request.output)  seed \(request.seed)\(cut)")
            return
        }
        let json = JSON.object(
            [
                ("out", .string(request.output)), ("seed", .string(String(request.seed))),
                ("model", .string(request.source.model)),
                ("policy", .bool(request.source.usesPolicy)),
            ] + request.settings.json + [
                ("trajectory", .optional(request.trajectoryFolder)),
                ("cut", .string(walk.cutText)),
            ])
        Console.write(json.text)
    }

    private static func runMany(_ arguments: Arguments) throws -> ExitStatus {
        let order = try BulkOrder(arguments, Surroundings())
        try Runtime.start()
        let asJSON = arguments.has("--json")
        let start = ContinuousClock.now
        let drawn = try BulkSampling(order).run { done, total, left in
            guard !asJSON else { return }
            Console.write("\(done) of \(total) pictures, \(Format.duration(left)) left")
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let total = order.pictures.count
        if asJSON {
            Console.write(
                JSON.object(
                    [
                        ("out", .string(order.folder)), ("pictures", .integer(total)),
                        ("drawn", .integer(drawn)), ("seconds", .number(seconds)),
                        ("seed", .string(String(order.seed))),
                    ] + order.settings.json
                ).text)
        } else {
            Console.write(
                "\(total) pictures in \(order.folder), \(drawn) of them drawn now in "
                    + Format.duration(seconds))
        }
        return .success
    }
}
