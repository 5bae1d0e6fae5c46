import Configuration
import Diffusion
import Foundation
import Rewards
import Tensors

/// `cxrl rewards`: what a model is rewarded and judged by, and what is missing.
enum RewardsCommand {
    static let declaration = CommandDeclaration(
        name: "rewards",
        summary:
            "Lists the rewards and judges of a model, your own among them, and what each needs.",
        options: ConfigurationOptions.declared + [
            OptionDeclaration("--check", nil, "have each score a made-up picture"),
            OptionDeclaration("--json", nil, "print one JSON object"),
        ],
        details: {
            """
            Networks lie beside the model, in a folder each: rewards/NAME for training, judges/NAME
            for judges that training never sees. A folder holds config.json and model.safetensors.

            \(HelpText.columns(RewardListing.needs.map { ($0.name, $0.text) }))

            With --check the exit code is 1 where one does not work.
            """
        },
        run: run)

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let surroundings = Surroundings()
        let configuration = try ConfigurationOptions.configuration(arguments, surroundings)
            .validated()
        let folder = try BareTrainer.modelFolder(configuration) {
            try surroundings.dataFolder(arguments)
        }
        var listing = RewardListing(folder, configuration)
        if arguments.has("--check") {
            try Runtime.start(
                threads: configuration.model.threads > 0 ? configuration.model.threads : nil)
            try listing.check(configuration)
        }
        Console.write(arguments.has("--json") ? listing.json.text : listing.text)
        return listing.hasFailure ? .failed : .success
    }
}
