import Configuration
import Diffusion
import Foundation
import Networks
import Tensors
import Testing
import Text

@testable import Rewards

@Suite("Rewards", .serialized)
struct RewardTests {
    static let trunk = NetworkTests.residual
    static let input = ImageInput(size: 16)

    static func prompt(_ id: Int, _ findings: [String: Bool]) -> ScoredPrompt {
        ScoredPrompt(id: id, text: "chest number \(id)", findings: findings)
    }

    static func diagnosis(_ rewarded: [Finding] = []) throws -> DiagnosisNetwork {
        try DiagnosisNetwork(
            .init(
                findings: [.edema, .effusion, .mass], trunk: trunk, input: input,
                rewarded: rewarded),
            generator: RandomGenerator(seed: 4))
    }

    @Test("posture is minus the distance from the identity, and 0 at it")
    func posture() throws {
        let values: [Float] = [1, 1, 0, 0, 0, 1.1, 0.8, -0.05, 0.1, -0.2]
        let scores = try PostureReward.score(posture: .of(values, shape: [2, 5])).floats()
        #expect(scores[0] == 0)
        #expect(abs(scores[1] + (0.1 + 0.2 + 0.05 + 0.1 + 0.2)) < 1e-6)
    }

    @Test("the balanced score does not let many negatives drown one positive")
    func balanced() {
        let findings =
            [(probability: Float(0.2), isPresent: true)]
            + [(probability: Float, isPresent: Bool)](repeating: (0.1, false), count: 9)
        #expect(abs(DiagnosisScore.score(findings, .balanced) - (0.2 + 0.9) / 2) < 1e-6)
        #expect(abs(DiagnosisScore.score(findings, .plain) - (0.2 + 9 * 0.9) / 10) < 1e-6)
        #expect(abs(DiagnosisScore.score(findings, .accuracy) - 0.9) < 1e-6)
        let odds = (log(Float(0.2 / 0.8)) + log(Float(0.9 / 0.1))) / 2
        #expect(abs(DiagnosisScore.score(findings, .logit) - odds) < 1e-5)
        let crossEntropy = (log(Float(0.2)) + 9 * log(Float(0.9))) / 10
        #expect(abs(DiagnosisScore.score(findings, .bce) - crossEntropy) < 1e-6)
    }

    @Test(
        "a report without known labels scores like a coin",
        arguments: [
            (Configuration.Rewards.Diagnosis.Score.balanced, Float(0.5)), (.plain, 0.5),
            (.accuracy, 0.5), (.bce, log(0.5)), (.logit, 0),
        ])
    func unknown(kind: Configuration.Rewards.Diagnosis.Score, expected: Float) {
        #expect(abs(DiagnosisScore.score([], kind) - expected) < 1e-6)
    }

    @Test("labels that are unknown, and findings that are not rewarded, are left out")
    func leftOut() throws {
        let network = try Self.diagnosis([.edema, .mass])
        let images = try NetworkTests.images(2, size: 16)
        let probabilities = try network.probabilities(images).floats()
        let reward = try DiagnosisReward(network, .init(score: .plain))
        let prompts = [
            Self.prompt(1, ["Edema": true, "Effusion": true, "Fracture": true]),
            Self.prompt(2, ["Mass": false]),
        ]
        let scores = try reward.scores(images, prompts: prompts).floats()
        #expect(scores == [probabilities[0], 1 - probabilities[5]])
        #expect(throws: RewardError.self) {
            try DiagnosisReward(Self.diagnosis([.hernia]))
        }
    }

    @Test("what is not mentioned counts as denied where it is to, what is left open never")
    func unmentioned() throws {
        let network = try Self.diagnosis()
        let images = try NetworkTests.images(1, size: 16)
        let p = try network.probabilities(images).floats()
        let reward = try DiagnosisReward(network, .init(score: .plain, unmentioned: .absent))
        let prompt = ScoredPrompt(
            id: 1, text: "Pulmonary edema. Possible pleural effusion.", findings: ["Edema": true])
        let score = try reward.scores(images, prompts: [prompt]).floats()[0]
        #expect(abs(score - (p[0] + 1 - p[2]) / 2) < 1e-6)
    }

    @Test("scores do not depend on the micro-batch, and ask for no gradient")
    func microBatches() throws {
        let network = try Self.diagnosis()
        try network.store.setTrainable(true)
        let reward = try DiagnosisReward(network)
        let images = try NetworkTests.images(5, size: 16)
        let prompts = (0..<5).map { Self.prompt($0, ["Edema": $0 % 2 == 0, "Mass": true]) }
        let whole = try reward.scores(images, prompts: prompts, microBatch: 5)
        let parts = try reward.scores(images, prompts: prompts, microBatch: 2)
        for (left, right) in zip(try whole.floats(), try parts.floats()) {
            #expect(abs(left - right) < 1e-5)
        }
        #expect(!whole.requiresGradient)
        #expect(throws: RewardError.self) { try reward.scores(images, prompts: []) }
    }

    static func consistency(vocabulary: Int) throws -> ConsistencyNetwork {
        try ConsistencyNetwork(
            .init(
                trunk: trunk, input: input,
                text: TextEncoderConfiguration(
                    vocabularySize: vocabulary, hiddenSize: 8, intermediateSize: 16, layers: 1,
                    heads: 2, contextLength: 12, activation: .quickGELU, beginID: 512,
                    endID: 513, paddingID: 513),
                dimensions: 6),
            generator: RandomGenerator(seed: 6))
    }

    static func tokenizer() throws -> Tokenizer {
        try BytePairTrainer(vocabularySize: 514, contextLength: 12).train(on: ["chest"])
    }

    @Test("consistency is a cosine, and differs between reports")
    func consistency() throws {
        let tokenizer = try Self.tokenizer()
        let network = try Self.consistency(vocabulary: 514)
        let reward = try ConsistencyReward(network, tokenizer: tokenizer)
        let image = try NetworkTests.images(1, size: 16)
        let prompts = [
            ScoredPrompt(id: 0, text: "a", findings: [:]),
            ScoredPrompt(id: 1, text: "no", findings: [:]),
        ]
        let scores = try reward.scores(image.expanded(2, -1, -1, -1), prompts: prompts).doubles()
        #expect(scores[0] != scores[1])
        let ids = try tokenizer.encodePadded("a", contextLength: 12).ids
        let report = try network.embed(ids: .of(ids, shape: [1, 12])).doubles()
        let picture = try network.embed(images: image).doubles()
        #expect(abs(report.map { $0 * $0 }.reduce(0, +) - 1) < 1e-5)
        #expect(abs(zip(report, picture).map(*).reduce(0, +) - scores[0]) < 1e-5)
    }

    @Test("a tokenizer with more tokens than the network reads is refused")
    func vocabularies() throws {
        #expect(throws: RewardError.self) {
            try ConsistencyReward(
                Self.consistency(vocabulary: 100), tokenizer: Self.tokenizer())
        }
    }

    @Test("the catalogue names what is there, and asks for what a weight needs")
    func catalogue() throws {
        try withTemporaryFolder { folder in
            let catalogue = RewardCatalogue.rewards(ofModel: folder)
            #expect(catalogue.available.isEmpty)
            try Self.diagnosis().save(folder: folder + "/rewards/diagnosis")
            try Self.consistency(vocabulary: 514).save(folder: folder + "/rewards/consistency")
            #expect(catalogue.available == [.diagnosis, .consistency])
            var settings = Configuration().rewards
            #expect {
                try catalogue.load(settings, tokenizer: Self.tokenizer())
            } throws: { error in
                String(describing: error).contains("rewards.posture.weight")
            }
            settings.posture.weight = 0
            settings.diagnosis.weight = 0
            let rewards = try catalogue.load(settings, tokenizer: Self.tokenizer())
            #expect(rewards.map(\.name) == ["diagnosis", "consistency"])
            #expect(RewardCatalogue.judges(ofModel: folder).available.isEmpty)
        }
    }
}
