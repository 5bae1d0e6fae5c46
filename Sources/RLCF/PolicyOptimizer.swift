internal import Configuration
internal import Networks
internal import Tensors

/// AdamW over the policy's two groups of parameters: the generator, and the embeddings with a
/// learning rate of their own.
final class PolicyOptimizer {
    private let groups: [AdamW]
    /// Of each group, after the warm-up.
    private let learningRates: [Double]
    private let schedule: LearningRateSchedule
    private let parameters: [Parameter]
    private let gradientNorm: Double

    init(_ policy: Policy, _ configuration: Configuration) throws {
        let settings = configuration.optimizer
        func adamW(_ parameters: [Parameter], rate: Double, decay: Double) throws -> AdamW {
            try AdamW(
                parameters,
                AdamW.Settings(
                    learningRate: rate, beta1: settings.beta1, beta2: settings.beta2,
                    epsilon: settings.epsilon, weightDecay: decay))
        }
        var groups = [
            try adamW(
                policy.weights, rate: configuration.policyLearningRate,
                decay: settings.weightDecay)
        ]
        if let embeddings = policy.embeddings {
            // Decay would pull the embeddings away from padding, where they are neutral.
            groups.append(
                try adamW(
                    [embeddings.parameter], rate: configuration.ace.learningRate, decay: 0))
        }
        self.groups = groups
        learningRates = groups.map(\.settings.learningRate)
        schedule = LearningRateSchedule(configuration)
        parameters = policy.trainableParameters
        gradientNorm = settings.gradientNorm
    }

    /// Updates that were made.
    var step: Int { groups[0].step }

    /// Whether every gradient that has gathered is a number.
    func hasFiniteGradients() throws -> Bool {
        try clipGradientNorm(parameters, limit: .infinity).isFinite
    }

    /// One update from the gradients that have gathered, which are cleared.
    ///
    /// - Parameter lossScale: what the losses were multiplied by.
    /// - Returns: the norm of the gradient before it was clipped.
    /// - Throws: `RLCFError`, before anything is changed, where it is not finite.
    func update(lossScale: Double = 1) throws -> Double {
        if lossScale != 1 {
            for parameter in parameters {
                try parameter.gradient?.multiply(inPlace: 1 / lossScale)
            }
        }
        let norm = try clipGradientNorm(parameters, limit: gradientNorm)
        guard norm.isFinite else {
            throw RLCFError(
                "The gradient is not finite, so the update was not made: resume from the last "
                    + "checkpoint with a lower learning rate.")
        }
        // Once for all: an update counts its own step.
        let share = schedule.share(atStep: step + 1)
        for (group, rate) in zip(groups, learningRates) {
            group.settings.learningRate = rate * share
            try group.update()
        }
        clearGradients()
        return norm
    }

    /// The learning rate of the generator's last update.
    var learningRate: Double { learningRates[0] * schedule.share(atStep: step) }

    func clearGradients() {
        for group in groups { group.clearGradients() }
    }

    func state() -> [(key: String, tensor: Tensor)] { groups.flatMap { $0.state() } }

    func restore(_ source: any TensorSource, step: Int) throws {
        for group in groups { try group.restore(source, step: step) }
    }
}
