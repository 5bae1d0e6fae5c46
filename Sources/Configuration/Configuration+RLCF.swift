extension Configuration {
    /// How the policy learns from a rollout.
    public struct RLCF: Sendable, Equatable {
        public var epochs = 60
        public var innerEpochs = 2
        public var miniBatches = 4
        public var microBatch = 16
        public var timesteps = 0
        public var clipNats = 1.64
        public var advantage = Grouping.prompt
        public var advantageClip = 5.0
        public var advantageFloor = 1e-4
        public var klWeight = 0.02
        public var timestepWeighting = TimestepWeighting.sensitivity
        public var comparison = Comparison.difference
        public var logisticBeta = 1.0
        public var strictBatches = false
        public var recompute = false

        /// Which samples an advantage is normalised over.
        public enum Grouping: String, Sendable, CaseIterable {
            case prompt, batch
        }

        public enum TimestepWeighting: String, Sendable, CaseIterable {
            case uniform, sensitivity
        }

        /// How a comparative reward uses the anchor's score.
        public enum Comparison: String, Sendable, CaseIterable {
            case difference, sign, logistic, direct
        }

        static let section = Section(
            name: "rlcf", explanation: "How the policy learns from a rollout.",
            fields: [
                .integer(
                    "rlcf.epochs", \.rlcf.epochs, 1...1_000_000, unit: "epochs", live: true,
                    "Rollouts after which the run is complete."),
                .integer(
                    "rlcf.inner_epochs", \.rlcf.innerEpochs, 1...100, unit: "inner epochs",
                    "How often each rollout is learned from."),
                .integer(
                    "rlcf.mini_batches", \.rlcf.miniBatches, 1...4096, unit: "mini-batches",
                    "Optimiser steps of an inner epoch; must divide the samples of an epoch."),
                .integer(
                    "rlcf.micro_batch", \.rlcf.microBatch, 1...4096,
                    unit: "pairs of sample and timestep",
                    "Pairs in one forward and backward pass: bounds memory, not results."),
                .integer(
                    "rlcf.timesteps", \.rlcf.timesteps, 0...1000, unit: "timesteps",
                    "Timesteps of each sample that an inner epoch learns from, drawn anew; 0: all."
                ),
                .number(
                    "rlcf.clip_nats", \.rlcf.clipNats, 1e-6...1e6, unit: "nats",
                    "Trust region of a step's summed log-probability; the clip range is this "
                        + "divided by the latent dimensions."),
                .choice(
                    "rlcf.advantage", \.rlcf.advantage,
                    "Normalise advantages over a prompt's samples or over the whole rollout."),
                .number(
                    "rlcf.advantage_clip", \.rlcf.advantageClip, 1e-3...1e3,
                    unit: "standard deviations", "Larger advantages are cut to this."),
                .number(
                    "rlcf.advantage_floor", \.rlcf.advantageFloor, 1e-4...1e3,
                    unit: "reward", "The least standard deviation that advantages are divided by."),
                .number(
                    "rlcf.kl_weight", \.rlcf.klWeight, 0...1e6,
                    "Weight of the KL penalty to the anchor; 0: off, above: one more forward "
                        + "pass per step."),
                .choice(
                    "rlcf.timestep_weighting", \.rlcf.timestepWeighting,
                    "Weigh all timesteps alike, or late ones less, by their sensitivity."),
                .choice(
                    "rlcf.comparison", \.rlcf.comparison,
                    "How comparative rewards use the anchor's score; direct: not at all."),
                .number(
                    "rlcf.logistic_beta", \.rlcf.logisticBeta, 1e-6...1e6,
                    "Steepness of the logistic comparison."),
                .flag(
                    "rlcf.strict_batches", \.rlcf.strictBatches,
                    "Give rollout and update the same batch shape, so that ratios start at "
                        + "exactly 1."),
                .flag(
                    "rlcf.recompute", \.rlcf.recompute,
                    "Compute the UNet's activations again in the backward pass instead of keeping "
                        + "them: a third slower, for a fraction of the memory."),
            ])
    }
}
