extension Configuration {
    /// How the images of an epoch are generated.
    public struct Rollout: Sendable, Equatable {
        public var prompts = ""
        public var promptsPerEpoch = 4
        public var samplesPerPrompt = 12
        public var sampler = Sampler.ddim
        public var steps = 10
        public var eta = 1.0
        public var guidance = 1.0
        public var microBatch = 16

        public enum Sampler: String, Sendable, CaseIterable {
            case ddim, ddpm
            case eulerAncestral = "euler_ancestral"
        }

        /// Samples of one epoch.
        public var samplesPerEpoch: Int { promptsPerEpoch * samplesPerPrompt }

        /// Denoising steps that can be learned from, at most: the last one of `ddpm` and of
        /// `euler_ancestral` is deterministic, that of `ddim` only with the schedules of some
        /// models.
        public var randomSteps: Int { sampler == .ddim ? steps : steps - 1 }

        static let section = Section(
            name: "rollout", explanation: "How the images of an epoch are generated.",
            fields: [
                .text(
                    "rollout.prompts", \.rollout.prompts, unit: "file", live: true,
                    "Training prompts, a JSON list or one a line; empty: the shipped ones."),
                .integer(
                    "rollout.prompts_per_epoch", \.rollout.promptsPerEpoch, 1...4096,
                    unit: "prompts", "Prompts that are drawn for an epoch."),
                .integer(
                    "rollout.samples_per_prompt", \.rollout.samplesPerPrompt, 1...4096,
                    unit: "samples", "Images of each prompt, the group that advantages compare."),
                .choice(
                    "rollout.sampler", \.rollout.sampler, "How the denoising chain is sampled."),
                .integer(
                    "rollout.steps", \.rollout.steps, 1...1000, unit: "timesteps",
                    "Denoising steps of an image."),
                .number(
                    "rollout.eta", \.rollout.eta, 0...1,
                    "Noise of the DDIM sampler; 1: as much as DDPM, 0: none, nothing to learn."),
                .number(
                    "rollout.guidance", \.rollout.guidance, 1...50,
                    "Classifier-free guidance scale, in rollout and update; 1: off."),
                .integer(
                    "rollout.micro_batch", \.rollout.microBatch, 1...4096, unit: "samples",
                    "Images that are denoised at once: bounds memory, not results."),
            ])
    }
}
