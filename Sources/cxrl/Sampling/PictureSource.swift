import Configuration
import Diffusion
import RLCF
import Runs
import Tensors

/// What draws: a model as it lies on disk, with an adapter where one is given, or the tuned policy
/// of a run.
struct PictureSource {
    /// The model folder or file.
    let model: String
    let run: RunFolder?
    let isAnchor: Bool
    let configuration: Configuration
    private let adapter: String?
    private let embeddings: String?

    static let options = [
        OptionDeclaration(
            "--model", "DIR",
            "diffusers folder, single file, or OWNER/NAME (default: the miniature)"),
        OptionDeclaration("--lora", "FILE", "add low-rank adapters to the model"),
        OptionDeclaration("--ace", "FILE", "append adaptive condition embeddings to the context"),
        OptionDeclaration("--run", "RUN", "take the policy of a run's last checkpoint"),
        OptionDeclaration("--anchor", nil, "the model that the run began with, untuned"),
        ConfigurationOptions.deviceOption, ConfigurationOptions.precisionOption,
    ]

    /// Whether the tuned policy of a run is asked.
    var usesPolicy: Bool { run != nil && !isAnchor }

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        isAnchor = arguments.has("--anchor")
        adapter = arguments.value("--lora")
        embeddings = arguments.value("--ace")
        run = try arguments.value("--run").map(surroundings.runList(arguments).folder)
        if run != nil, let own = ["--model", "--lora", "--ace"].first(where: arguments.has) {
            throw UsageError("--run brings its own model: leave \(own) out.")
        }
        let manifest = try run?.manifest()
        configuration = try Self.configuration(manifest?.configuration, arguments)
        if let manifest {
            model = manifest.model
        } else if let given = arguments.value("--model") {
            model = try ModelFolder.located(given, environment: surroundings.environment).path
        } else {
            model = try surroundings.dataFolder(arguments).miniature
        }
    }

    /// A run's configuration, or the defaults, with what the command line says of the machine.
    private static func configuration(
        _ base: Configuration?, _ arguments: Arguments
    ) throws -> Configuration {
        var configuration = base ?? Configuration()
        try configuration.apply(
            [("--device", "model.device"), ("--precision", "model.precision")].compactMap {
                name, key in
                arguments.value(name).map { .flag(name: name, key: key, value: $0) }
            })
        return try configuration.validated()
    }

    /// A model, and what predicts with it.
    struct Loaded {
        let model: DiffusionModel
        /// Nil where the model is asked as it is.
        let policy: Policy?

        /// The noise prediction for latents and timesteps.
        func predictor(_ conditions: Conditions) throws -> (Tensor, Tensor) throws -> Tensor {
            if let policy {
                return { try policy.predict($0, timesteps: $1, conditions: conditions) }
            }
            let guidance = try Guidance(
                scale: conditions.guidance, context: conditions.context,
                unconditionalContext: conditions.unconditional)
            return { try guidance.predict(model.unet, $0, timesteps: $1) }
        }
    }

    func load() throws -> Loaded {
        guard let device = Device(configuration.model.device) else {
            throw UsageError("--device: “\(configuration.model.device)” is no device.")
        }
        let model = try ModelFolder(model).load(device: device)
        model.unet.computeType = configuration.model.precision.computeType
        if usesPolicy, let run {
            return Loaded(
                model: model, policy: try TunedPolicy.load(run, configuration, model: model))
        }
        if let adapter { try AdapterFile(path: adapter).merge(into: model.unet) }
        guard let embeddings else { return Loaded(model: model, policy: nil) }
        var whole = Configuration().adapter
        whole.kind = .full
        let policy = try Policy(
            unet: model.unet, adapter: whole,
            embeddings: EmbeddingsFile(path: embeddings).embeddings(for: model),
            generator: RandomGenerator(seed: 0))
        return Loaded(model: model, policy: policy)
    }
}
