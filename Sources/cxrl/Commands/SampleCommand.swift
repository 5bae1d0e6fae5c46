import Configuration
import Diffusion
import Foundation
import Images
import RLCF
import Tensors

/// `cxrl sample`: a picture of a prompt.
enum SampleCommand {
    static let declaration = CommandDeclaration(
        name: "sample",
        summary: "Draws the picture of a report, with a model or the tuned policy of a run.",
        options: [
            OptionDeclaration("--prompt", "TEXT", "the report"),
            OptionDeclaration("--model", "DIR", "diffusers folder (default: the miniature)"),
            OptionDeclaration("--run", "RUN", "take the policy of a run's last checkpoint"),
            OptionDeclaration("--anchor", nil, "the model that the run began with, untuned"),
            OptionDeclaration("--seed", "S", "seed of the noise; drawn and printed without it"),
            OptionDeclaration("--steps", "N", "denoising steps (default: the configuration's)"),
            OptionDeclaration("--eta", "E", "0 is deterministic, 1 as random as DDPM"),
            OptionDeclaration("--guidance", "W", "classifier-free guidance; 1 is unguided"),
            OptionDeclaration(
                "--latents", "FILE", "safetensors with the initial noise, latents [C, H, W]"),
            OptionDeclaration("--out", "FILE", "the PNG (default: sample-sSEED.png)"),
            OptionDeclaration(
                "--trajectory", "DIR", "also keep every step: tensors, and a PNG of each x̂0"),
            OptionDeclaration("--truncate", nil, "cut a prompt that is too long"),
            OptionDeclaration("--json", nil, "print one JSON object"),
            Surroundings.dataOption, Surroundings.runsOption,
        ],
        details: {
            """
            Steps, eta and guidance come from the run, or from the built-in defaults (`cxrl config
            --help`), where they are not given. A trajectory folder holds trajectory.safetensors
            with latents [steps+1, C, H, W], predicted_originals [steps, C, H, W], timesteps,
            log_probabilities and sigmas [steps], and a PNG per step.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
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
        let json = JSON.object([
            ("out", .string(request.output)), ("seed", .string(String(request.seed))),
            ("model", .string(request.model)), ("policy", .bool(request.usesPolicy)),
            ("steps", .integer(request.settings.steps)), ("eta", .number(request.settings.eta)),
            ("guidance", .number(request.settings.guidance)),
            ("trajectory", .optional(request.trajectoryFolder)),
            ("cut", .string(walk.cutText)),
        ])
        Console.write(json.text)
    }
}
