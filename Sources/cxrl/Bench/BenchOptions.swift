/// The options of `cxrl bench`, by workload.
enum BenchOptions {
    static let declared: [OptionDeclaration] =
        [
            OptionDeclaration("--repeats", "N", "measurements, of which the median counts"),
            OptionDeclaration("--json", nil, "print one JSON object"),
            OptionDeclaration("--samples", "N", "rollout: samples (default 32)"),
            OptionDeclaration("--steps", "N", "rollout: denoising steps (default 20)"),
            OptionDeclaration("--guidance", "W", "rollout: guidance (default 3)"),
            OptionDeclaration("--train", "WHAT", "rollout: full or lora (default full)"),
            OptionDeclaration("--rank", "N", "rollout: rank of the adapters (default 4)"),
            OptionDeclaration("--ace", "N", "rollout: condition embeddings (default 8)"),
            OptionDeclaration("--micro-batch", "N", "rollout: samples at once (default 16)"),
            OptionDeclaration("--run", "RUN", "startup: the run to be watched"),
            OptionDeclaration("--keys", "N", "terminal: keys in each of three panes (200)"),
            OptionDeclaration("--seconds", "S", "terminal: how long to look (default 10)"),
            OptionDeclaration("--pictures", "HOW", "terminal: how they are drawn (symbols)"),
            OptionDeclaration("--rows", "N", "collection: films in the index (default 377110)"),
            Surroundings.runsOption,
        ] + ConfigurationOptions.declared
}
