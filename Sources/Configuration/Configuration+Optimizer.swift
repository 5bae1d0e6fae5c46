extension Configuration {
    /// AdamW.
    public struct Optimizer: Sendable, Equatable {
        public var learningRate = 2e-5
        public var loraLearningRate = 3e-4
        public var warmupSteps = 0
        public var schedule = Schedule.constant
        public var weightDecay = 1e-4
        public var beta1 = 0.9
        public var beta2 = 0.999
        public var epsilon = 1e-8
        public var gradientNorm = 1.0

        /// How the step sizes change after the warm-up.
        public enum Schedule: String, Sendable, CaseIterable {
            case constant
            /// Straight down, to nothing after the last epoch.
            case linear
        }

        static let section = Section(
            name: "optimizer", explanation: "AdamW.",
            fields: [
                .number(
                    "optimizer.learning_rate", \.optimizer.learningRate, 1e-12...1,
                    "Step size for the full UNet."),
                .number(
                    "optimizer.lora_learning_rate", \.optimizer.loraLearningRate, 1e-12...1,
                    "Step size for low-rank adapters."),
                .integer(
                    "optimizer.warmup_steps", \.optimizer.warmupSteps, 0...1_000_000,
                    "Optimiser steps over which the step sizes rise from nothing: AdamW's first "
                        + "steps move every weight by a whole one."),
                .choice(
                    "optimizer.schedule", \.optimizer.schedule,
                    "After the warm-up, the step sizes stay (constant), or fall to nothing over "
                        + "the run's epochs (linear)."),
                .number(
                    "optimizer.weight_decay", \.optimizer.weightDecay, 0...1,
                    "Decoupled decay, times the step size."),
                .number(
                    "optimizer.beta1", \.optimizer.beta1, 0...0.999999,
                    "Decay of the gradient's running mean."),
                .number(
                    "optimizer.beta2", \.optimizer.beta2, 0...0.999999,
                    "Decay of the squared gradient's running mean."),
                .number(
                    "optimizer.epsilon", \.optimizer.epsilon, 1e-16...1,
                    "Added to the root of the squared gradient's mean."),
                .number(
                    "optimizer.gradient_norm", \.optimizer.gradientNorm, 1e-6...1e6,
                    "Gradients of a larger norm are scaled down to it."),
            ])
    }
}
