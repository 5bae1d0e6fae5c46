import Configuration
import Diffusion
import Foundation
import Networks
import Tensors
import Testing

@testable import RLCF

@Suite("Policy loss")
struct PolicyLossTests {
    static func pairs(
        _ differences: [Double], advantages: [Double], weights: [Double]? = nil
    ) throws -> PolicyLoss.Pairs {
        PolicyLoss.Pairs(
            new: try .of(differences), old: try .zeros([differences.count], dtype: .float64),
            advantages: try .of(advantages),
            weights: try .of(weights ?? differences.map { _ in 1 }))
    }

    @Test("the larger of the clipped and the unclipped loss is taken, on both sides of the band")
    func clipping() throws {
        let loss = PolicyLoss(clipRange: 0.1)
        let ratios = [1.0, 1.5, 1.5, 0.5, 0.5]
        let pairs = try Self.pairs(ratios.map(log), advantages: [2, 1, -1, 1, -1])
        let expected = [-2.0, -1.1, 1.5, -0.5, 0.9]
        for (found, wanted) in zip(try loss(pairs).doubles(), expected) {
            #expect(abs(found - wanted) < 1e-9)
        }
    }

    @Test("the gradient is that of the ratio inside the band and where leaving it was wrong")
    func gradient() throws {
        let loss = PolicyLoss(clipRange: 0.1)
        let values = [0.02, 0.5, 0.5, -0.5, -0.5]
        let advantages = [1.5, 1, -1, 1, -1]
        var pairs = try Self.pairs(values, advantages: advantages, weights: [0.5, 1, 1, 1, 2])
        try pairs.new.setRequiresGradient(true)
        try loss(pairs).sum().backward()
        let gradient = try #require(pairs.new.gradient).doubles()
        for index in values.indices {
            func value(_ change: Double) throws -> Double {
                var moved = values
                moved[index] += change
                pairs.new = try .of(moved)
                return try loss(pairs).sum().item()
            }
            let numeric = try (value(1e-6) - value(-1e-6)) / 2e-6
            #expect(abs(gradient[index] - numeric) < 1e-6)
        }
        #expect(gradient[1] == 0)
        #expect(gradient[2] > 0)
    }

    @Test("the KL is the mean over the latent of the squared distance over twice the variance")
    func kl() throws {
        let mean = try Tensor.of([Float(1), 2, 3, 4], shape: [1, 1, 2, 2])
        let anchor = try Tensor.of([Float(1), 1, 1, 1], shape: [1, 1, 2, 2])
        let sigma = try Tensor.of([Float(0.5)], shape: [1, 1, 1, 1])
        let kl = try PolicyLoss.kl(mean, anchor: anchor, sigma: sigma).item()
        #expect(abs(kl - (0 + 1 + 4 + 9) / 4.0 / (2 * 0.25)) < 1e-5)
        var pairs = try Self.pairs([0], advantages: [1])
        pairs.kl = try .of([3.0])
        #expect(try PolicyLoss(clipRange: 0.1, klWeight: 0.5)(pairs).item() == 0.5)
        #expect(try PolicyLoss(clipRange: 0.1)(pairs).item() == -1)
    }

    @Test("the gradient of the loss through the whole UNet agrees with a finite difference")
    func wholeGradient() throws {
        let model = try Tiny.model()
        let conditions = try model.conditions(["a"], guidance: 2)
        let embeddings = try AdaptiveConditionEmbeddings(tokens: 2, model: model)
        let policy = try Policy(
            unet: model.unet, adapter: Tiny.configuration().adapter, embeddings: embeddings,
            generator: RandomGenerator(seed: 1))
        let generator = try RandomGenerator(seed: 2)
        let state = try generator.normal([1] + Tiny.latentShape)
        let action = try generator.normal([1] + Tiny.latentShape)
        let coefficients = try Tiny.sampler().steps[2]

        func loss() throws -> Tensor {
            let step = try GaussianStep(
                latents: state,
                prediction: policy.predict(
                    state, timesteps: .of([coefficients.timestep]), conditions: conditions),
                coefficients: [coefficients], kind: .noise)
            let new = try step.logProbability(of: action)
            return try PolicyLoss(clipRange: 1e9)(
                PolicyLoss.Pairs(
                    new: new, old: .full([1], -3), advantages: .of([Float(0.7)]),
                    weights: .ones([1]))
            ).sum()
        }
        try loss().backward()
        let chosen = [embeddings.parameter, policy.weights[0], try #require(policy.weights.last)]
        for parameter in chosen {
            let gradient = try #require(parameter.gradient).copied()
            let direction = try gradient / gradient.norm()
            let start = try parameter.value.detached().copied()
            func value(_ distance: Double) throws -> Double {
                try parameter.value.assign(start + direction * distance)
                return try withoutGradient { try loss().item() }
            }
            let size = try 1e-2 * start.norm().item()
            let numeric = try (value(size) - value(-size)) / (2 * size)
            let exact = try gradient.norm().item()
            #expect(abs(numeric - exact) < 0.03 * exact, "\(parameter.path)")
            try parameter.value.assign(start)
        }
    }
}
