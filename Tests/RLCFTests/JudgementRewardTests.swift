import Configuration
import Images
import Networks
import Rewards
import Tensors
import Testing
import Text

@testable import RLCF

@Suite("The reward by a person's choices", .serialized)
struct JudgementRewardTests {
    /// Twelve choices, or fewer, of pictures that are brighter at the left.
    private static func reward(choices: Int = 12) throws -> JudgementReward {
        let network = try DiagnosisNetwork(
            .init(
                findings: [.edema],
                trunk: .residual(.init(widths: [8], blocks: [1], stemKernel: 3)),
                input: ImageInput(size: 16)),
            generator: RandomGenerator(seed: 4))
        let reward = try DiagnosisReward(network).makeJudgementReward()
        for index in 0..<choices {
            let shade = UInt8(100 + 10 * index)
            try reward.learn(
                JudgementReward.Choice(
                    id: index, first: picture(left: shade, right: 40),
                    second: picture(left: 40, right: shade), preferred: 1))
        }
        reward.fit()
        return reward
    }

    private static func picture(left: UInt8, right: UInt8) -> GreyPicture {
        var picture = GreyPicture(width: 16, height: 16, shade: left)
        for y in 0..<16 { for x in 8..<16 { picture[x, y] = right } }
        return picture
    }

    private static func trainer(
        _ folder: String, _ reward: JudgementReward?, weight: Double = 1,
        _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> Trainer {
        try Trainer(
            model: Tiny.model(), rewards: Tiny.rewards, judgement: reward, prompts: Tiny.prompts,
            configuration: Tiny.configuration {
                $0.rewards.judgement.weight = weight
                change(&$0)
            }, bankFolder: folder + "/bank")
    }

    @Test("prefers what was preferred, and needs ten choices of which one picture was better")
    func head() throws {
        let reward = try Self.reward()
        let scores = try [(200, 40), (40, 200)].map { left, right in
            let picture = Self.picture(left: UInt8(left), right: UInt8(right))
            let image = try Tensor.of(
                picture.pixels.map { Float($0) / 255 }, shape: [1, 1, 16, 16])
            return reward.score(try reward.features(image)[0])
        }
        #expect(scores[0] > scores[1])
        #expect(reward.foreseen.right == 12)
        #expect(try Self.reward(choices: 9).head == nil)
        reward.keep(Set(0..<9))
        reward.fit()
        #expect(reward.head == nil && reward.decided == 9)
    }

    @Test("is compared with all of the anchor's images, and changes the total by its weight")
    func counts() throws {
        try withTemporaryFolder { folder in
            let plain = try Training.epoch(Self.trainer(folder + "/plain", nil))
            let trainer = try Self.trainer(folder + "/judged", Self.reward())
            let judged = try Training.epoch(trainer)
            #expect(judged.outcome.metrics["reward/judgement/mean"]?.isFinite == true)
            #expect(judged.outcome.metrics["anchor/judgement/mean"]?.isFinite == true)
            let divisor = trainer.total.scaling.divisor(of: "judgement")
            #expect(divisor == trainer.judgement?.head?.deviation)
            for (sample, other) in zip(judged.samples, plain.samples) {
                let own = try #require(sample.scores["judgement"])
                let anchor = try #require(sample.anchorScores["judgement"])
                #expect(abs(sample.total - other.total - (own - anchor) / divisor) < 1e-9)
                let wins = try #require(sample.winRates["judgement"]) * 3
                #expect(abs(wins - wins.rounded()) < 1e-9)
            }
            let images = try #require(trainer.bank?.images(of: Tiny.prompts[0]))
            #expect(images.allSatisfy { $0.scores["judgement"] == nil && $0.features?.count == 8 })
        }
    }

    @Test("takes anchor images again that were made without it, without another bank")
    func bank() throws {
        try withTemporaryFolder { folder in
            let before = try Self.trainer(folder, nil)
            try Training.epoch(before)
            let scores = before.bank?.images(of: Tiny.prompts[0])?.map(\.scores)
            let off = try Self.trainer(folder, Self.reward(), weight: 0)
            #expect(off.bank?.identity == before.bank?.identity)
            #expect(try AnchorBankTests.anchoringPieces(off) == 0)
            let trainer = try Self.trainer(folder, Self.reward())
            #expect(trainer.bank?.identity == before.bank?.identity)
            #expect(try AnchorBankTests.anchoringPieces(trainer) > 0)
            let again = try Self.trainer(folder, Self.reward())
            _ = try Training.epoch(again)
            for (old, new) in zip(
                scores ?? [], again.bank?.images(of: Tiny.prompts[0])?.map(\.scores) ?? [])
            {
                for (name, value) in old { #expect(abs(value - (new[name] ?? .nan)) < 1e-5) }
            }
        }
    }

    @Test("changes nothing without a weight or with too few choices, and says so in no metric")
    func inactive() throws {
        try withTemporaryFolder { folder in
            let plain = try Training.epoch(Self.trainer(folder + "/plain", nil))
            for reward in [try Self.reward(choices: 9), try Self.reward()] {
                let weight = reward.head == nil ? 1.0 : 0
                let off = try Training.epoch(
                    Self.trainer(folder + "/\(weight)", reward, weight: weight))
                #expect(off.samples == plain.samples)
                #expect(off.outcome.metrics["reward/judgement/mean"] == nil)
            }
        }
    }

    @Test("goes on as it was after a checkpoint, with nothing but the choices")
    func resumes() throws {
        try withTemporaryFolder { folder in
            let whole = try Self.trainer(folder, Self.reward())
            try Training.epoch(whole)
            try whole.saveCheckpoint(to: folder + "/checkpoint")
            let expected = try Training.epoch(whole)
            let resumed = try Self.trainer(folder, Self.reward())
            try resumed.restore(from: folder + "/checkpoint")
            #expect(try Training.epoch(resumed).samples == expected.samples)
            #expect(try Training.weights(resumed) == Training.weights(whole))
        }
    }

    @Test(
        "is compared with the seed's own image in paired mode, and with fresh images",
        arguments: [Configuration.Anchor.Mode.paired, .fresh])
    func modes(mode: Configuration.Anchor.Mode) throws {
        try withTemporaryFolder { folder in
            let trainer = try Self.trainer(folder, Self.reward()) {
                $0.anchor.mode = mode
                $0.anchor.bankSize = 4
            }
            let samples = try Training.epoch(trainer).samples
            #expect(samples.allSatisfy { $0.anchorScores["judgement"]?.isFinite == true })
            #expect(samples.allSatisfy { [0, 0.5, 1].contains($0.winRates["judgement"]) })
        }
    }
}
