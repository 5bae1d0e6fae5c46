import Configuration
import Diffusion
import Networks
import RLCF
import Rewards
import Tensors

/// One epoch of a fixed size, for comparing with other implementations: trajectories of anchor
/// and policy with guidance, decoding, and one update over all samples and steps.
struct RolloutBench {
    private let configuration: Configuration
    private let repeats: Int
    private let modelFolder: String

    init(_ arguments: Arguments, _ surroundings: Surroundings) throws {
        var configuration = Configuration()
        let range = 1...65_536
        configuration.rollout.promptsPerEpoch = 1
        configuration.rollout.samplesPerPrompt =
            try arguments.integer("--samples", in: 2...65_536) ?? 32
        configuration.rollout.steps = try arguments.integer("--steps", in: 1...1000) ?? 20
        configuration.rollout.guidance =
            try arguments.number("--guidance", in: 0...Double.infinity) ?? 3
        configuration.rollout.eta = 1
        configuration.adapter.kind =
            try arguments.choice("--train", Configuration.Adapter.Kind.self) ?? .full
        configuration.adapter.rank = try arguments.integer("--rank", in: range) ?? 4
        configuration.ace.tokens = try arguments.integer("--ace", in: 0...65_536) ?? 8
        let microBatch = try arguments.integer("--micro-batch", in: range) ?? 16
        configuration.rollout.microBatch = microBatch
        configuration.rlcf.microBatch = microBatch
        configuration.rlcf.innerEpochs = 1
        configuration.rlcf.miniBatches = 1
        configuration.anchor.bankSize = 1
        configuration.preview.every = 0
        self.configuration = try configuration.validated()
        repeats = try arguments.integer("--repeats", in: 1...1000) ?? 3
        modelFolder =
            try arguments.value("--model") ?? surroundings.dataFolder(arguments).miniature
    }

    private static let prompt = ScoredPrompt(
        id: 0, text: "PA chest X-ray of a 60-year-old man. The heart is enlarged.",
        findings: ["Cardiomegaly": true])

    func run() throws -> BenchReport {
        try Runtime.start()
        let model = try ModelFolder(modelFolder).load()
        let scratch = try ScratchFolder()
        let trainer = try Trainer(
            model: model, rewards: [ContrastReward()], prompts: [Self.prompt],
            configuration: configuration, bankFolder: scratch.path)
        let rate = try MatrixSpeed.measure()
        var parts: [String: [Double]] = [:]
        for _ in 0..<repeats {
            var seconds = ["anchor_sampling": try sampleAnchor(trainer)]
            let epoch = try EpochTimer(trainer).run()
            seconds["policy_sampling"] = epoch[.sampling]
            seconds["decode"] = epoch[.decoding]
            seconds["update"] = epoch[.updating]
            seconds["total"] = seconds.values.reduce(0, +)
            for (name, value) in seconds { parts[name, default: []].append(value) }
        }
        return report(parts, model, gigaflops: rate)
    }

    /// The anchor's trajectories, each from noise of its own.
    private func sampleAnchor(_ trainer: Trainer) throws -> Double {
        let conditions = try trainer.model.conditions(
            [Self.prompt.text], guidance: configuration.rollout.guidance)
        let samples = (0..<configuration.rollout.samplesPerEpoch).map {
            RolloutSample(index: $0, row: 0, seed: UInt64(1_000_000 + $0))
        }
        let rollout = Rollout(
            trainer.sampler, samples,
            Rollout.Settings(
                latentShape: trainer.model.latentShape, microBatch: configuration.rollout.microBatch
            )
        ) { latents, timesteps, rows in
            try trainer.anchor.predict(
                latents, timesteps: timesteps, conditions: conditions.selecting(rows))
        }
        return try ContinuousClock().measure {
            while !rollout.isFinished { try rollout.advance() }
        } / .seconds(1)
    }

    private func report(
        _ parts: [String: [Double]], _ model: DiffusionModel, gigaflops: Double
    ) -> BenchReport {
        let rollout = configuration.rollout
        let passes =
            Double(rollout.samplesPerEpoch * rollout.steps) * (rollout.guidance == 1 ? 1 : 2)
        let policy = UNetArithmetic(
            model.unet, contextLength: model.contextLength + configuration.ace.tokens
        ).forward
        let anchor = UNetArithmetic(model.unet, contextLength: model.contextLength).forward
        let backward = configuration.adapter.kind == .full ? 2.0 : 1.0
        func share(_ operations: Double, _ name: String) -> JSON {
            .number(operations / (parts[name] ?? []).median / 1e9 / gigaflops)
        }
        var report = BenchReport(workload: "rollout")
        for name in ["anchor_sampling", "policy_sampling", "decode", "update", "total"] {
            report.seconds.append((name, parts[name] ?? []))
        }
        report.facts = [
            ("gemm_gflops", .number(gigaflops)),
            ("anchor_sampling_share", share(passes * anchor, "anchor_sampling")),
            ("policy_sampling_share", share(passes * policy, "policy_sampling")),
            ("update_share", share(passes * policy * (1 + backward), "update")),
            ("flops_basis", .string(UNetArithmetic.basis)),
            ("unet_gflops_per_sample", .number(policy / 1e9)),
            ("unet_parameters", .integer(model.unet.store.parameterCount)),
            ("samples", .integer(rollout.samplesPerEpoch)), ("steps", .integer(rollout.steps)),
            ("guidance", .number(rollout.guidance)),
            ("train", .string(configuration.adapter.kind.rawValue)),
            ("micro_batch", .integer(rollout.microBatch)),
            ("model", .string(modelFolder)),
        ]
        return report
    }
}
