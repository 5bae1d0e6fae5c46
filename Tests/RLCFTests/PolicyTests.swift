import Configuration
import Diffusion
import Foundation
import Networks
import Tensors
import Testing

@testable import RLCF

@Suite("Policy and anchor", .serialized)
struct PolicyTests {
    static func predictions(
        _ model: DiffusionModel, _ predict: (Tensor, Tensor, Conditions) throws -> Tensor
    ) throws -> [Float] {
        let latents = try RandomGenerator(seed: 3).normal([2] + Tiny.latentShape)
        let conditions = try model.conditions(["a", "b"], guidance: 3)
        return try withoutGradient {
            try predict(latents, Tensor.of([501, 1]), conditions).floats()
        }
    }

    static func policy(
        _ model: DiffusionModel, _ kind: Configuration.Adapter.Kind, tokens: Int = 0
    ) throws -> Policy {
        var adapter = Configuration().adapter
        adapter.kind = kind
        return try Policy(
            unet: model.unet, adapter: adapter,
            embeddings: tokens > 0
                ? AdaptiveConditionEmbeddings(tokens: tokens, model: model) : nil,
            generator: RandomGenerator(seed: 5))
    }

    @Test(
        "a policy without embeddings begins as the anchor",
        arguments: [
            Configuration.Adapter.Kind.full, .lora,
        ])
    func beginsAsAnchor(kind: Configuration.Adapter.Kind) throws {
        let model = try Tiny.model()
        let before = try Self.predictions(model) { try $2.predict(model.unet, $0, timesteps: $1) }
        let policy = try Self.policy(model, kind)
        let anchor = try Anchor(of: policy)
        let ofPolicy = try Self.predictions(model) {
            try policy.predict($0, timesteps: $1, conditions: $2)
        }
        let ofAnchor = try Self.predictions(model) {
            try anchor.predict($0, timesteps: $1, conditions: $2)
        }
        #expect(ofPolicy == before)
        #expect(ofAnchor == before)
    }

    @Test(
        "the anchor stays as it was when the policy changes",
        arguments: [
            Configuration.Adapter.Kind.full, .lora,
        ])
    func anchorIsFrozen(kind: Configuration.Adapter.Kind) throws {
        let model = try Tiny.model()
        let policy = try Self.policy(model, kind)
        let anchor = try Anchor(of: policy)
        func ofAnchor() throws -> [Float] {
            try Self.predictions(model) { try anchor.predict($0, timesteps: $1, conditions: $2) }
        }
        let before = try ofAnchor()
        for parameter in policy.weights {
            try parameter.value.add(inPlace: .ones(parameter.value.shape), scale: 0.1)
        }
        let ofPolicy = try Self.predictions(model) {
            try policy.predict($0, timesteps: $1, conditions: $2)
        }
        #expect(try ofAnchor() == before)
        #expect(ofPolicy != before)
    }

    @Test("adapters lie on every attention projection, under peft's keys, and alone learn")
    func adapterKeys() throws {
        let model = try Tiny.model()
        let policy = try Self.policy(model, .lora)
        let keys = Set(policy.weights.map(\.path))
        let base = "unet.down_blocks.0.attentions.0.transformer_blocks.0"
        #expect(
            keys.isSuperset(of: [
                "\(base).attn1.to_q.lora_A.weight", "\(base).attn2.to_out.0.lora_B.weight",
            ]))
        #expect(policy.weights.count == 2 * model.unet.attentionProjections.count)
        #expect(model.unet.store.parameters.allSatisfy { !$0.isTrainable })
    }

    @Test("embeddings are appended to both contexts, and every forward pass gives them a gradient")
    func embeddings() throws {
        let model = try Tiny.model()
        let policy = try Self.policy(model, .full, tokens: 3)
        let embeddings = try #require(policy.embeddings)
        let context = try model.encode(["a"])
        #expect(try embeddings.appended(to: context).shape == [1, 19, 16])
        #expect(policy.trainableParameters.last?.path == "adaptive_condition_embeddings")
        for _ in 0..<2 {
            embeddings.parameter.value.clearGradient()
            let latents = try RandomGenerator(seed: 3).normal([1] + Tiny.latentShape)
            let conditions = try model.conditions(["a"], guidance: 3)
            try policy.predict(latents, timesteps: .of([501]), conditions: conditions)
                .sum().backward()
            let gradient = try #require(embeddings.parameter.gradient)
            #expect(try gradient.absolute().smallest().item() > 0)
        }
    }

    @Test("embeddings begin as the encoder's padding, and no two alike")
    func initialEmbeddings() throws {
        let model = try Tiny.model()
        let embeddings = try AdaptiveConditionEmbeddings(tokens: 2, model: model)
        let padding = try model.encode([""]).at(0)
        #expect(
            try embeddings.parameter.value.floats() == padding.sliced(0, 14..<16).floats())
        #expect(
            try embeddings.parameter.value.at(0).floats()
                != embeddings.parameter.value.at(1).floats())
        let many = try AdaptiveConditionEmbeddings(tokens: 40, model: model)
        #expect(many.tokenCount == 40)
    }

    @Test("embeddings come back from their file with the distance that they moved")
    func embeddingsFile() throws {
        let model = try Tiny.model()
        let embeddings = try AdaptiveConditionEmbeddings(tokens: 2, model: model)
        #expect(try embeddings.moved() == 0)
        try embeddings.parameter.value.multiply(inPlace: 1.5)
        #expect(abs(try embeddings.moved() - 0.5) < 1e-6)
        try withTemporaryFolder { folder in
            try embeddings.write(to: folder + "/ace.safetensors")
            let copy = try AdaptiveConditionEmbeddings(
                initial: .zeros([2, 16]))
            try copy.read(from: folder + "/ace.safetensors")
            #expect(
                try copy.parameter.value.floats() == embeddings.parameter.value.floats())
            #expect(abs(try copy.moved() - 0.5) < 1e-6)
            let other = try AdaptiveConditionEmbeddings(initial: .zeros([3, 16]))
            #expect(throws: RLCFError.self) { try other.read(from: folder + "/ace.safetensors") }
        }
    }
}
