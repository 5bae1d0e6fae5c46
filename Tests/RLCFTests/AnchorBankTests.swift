import Configuration
import Diffusion
import Foundation
import Rewards
import Tensors
import Testing

@testable import RLCF

@Suite("Anchor images", .serialized)
struct AnchorBankTests {
    static func anchoringPieces(_ trainer: Trainer) throws -> Int {
        var count = 0
        while true {
            let progress = try trainer.advance()
            if progress.activity == .anchoring { count += 1 }
            if case .epochFinished = progress.event { return count }
        }
    }

    @Test("the bank is made once, found again by another run, and not by another model")
    func kept() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            #expect(try Self.anchoringPieces(trainer) > 0)
            #expect(try Self.anchoringPieces(trainer) == 0)
            let second = try Training.trainer(folder)
            #expect(try Self.anchoringPieces(second) == 0)
            let other = try Training.trainer(folder) { $0.anchor.seed = 99 }
            #expect(try Self.anchoringPieces(other) > 0)
            let shipped = try Trainer(
                model: Tiny.model(), rewards: Tiny.rewards, prompts: Tiny.prompts,
                configuration: Tiny.configuration(), bankFolder: folder + "/new",
                shippedBanks: [folder + "/bank"])
            #expect(try Self.anchoringPieces(shipped) == 0)
            #expect(!FileManager.default.fileExists(atPath: folder + "/new"))
        }
    }

    @Test("of each prompt's first anchor image the trajectory and the picture are kept")
    func shown() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            try Training.epoch(trainer)
            let bank = try #require(trainer.bank)
            for prompt in Tiny.prompts {
                #expect(bank.trajectoryPath(of: prompt) != nil)
                #expect(bank.picturePath(of: prompt) != nil)
                #expect(bank.images(of: prompt)?.map(\.seed) == bank.seeds(of: prompt))
            }
        }
    }

    @Test("no two images of the bank come from the same noise, of whatever prompts they are")
    func distinctSeeds() throws {
        try withTemporaryFolder { folder in
            let bank = try #require(Training.trainer(folder).bank)
            let seeds = Tiny.prompts.flatMap(bank.seeds(of:))
            #expect(Set(seeds).count == seeds.count)
            #expect(seeds.count == 3 * Tiny.prompts.count)
        }
    }

    @Test("samples are compared with the mean of the bank, and win against all of it")
    func comparison() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            let (samples, _) = try Training.epoch(trainer)
            let bank = try #require(trainer.bank)
            for sample in samples {
                let prompt = try #require(Tiny.prompts.first { $0.id == sample.promptID })
                let scores = try #require(bank.images(of: prompt)).compactMap {
                    $0.scores["diagnosis"]
                }
                let score = try #require(sample.scores["diagnosis"])
                #expect(sample.anchorScores["diagnosis"] == scores.mean)
                let wins = Double(scores.count { $0 < score }) / Double(scores.count)
                #expect(sample.winRates["diagnosis"] == wins)
            }
        }
    }

    @Test("a bank image is what the anchor makes of its seed")
    func regenerated() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            try Training.epoch(trainer)
            let bank = try #require(trainer.bank)
            let seed = bank.seeds(of: Tiny.prompts[0])[1]
            let denoising = try trainer.denoising("a", seed: seed, branch: .anchor)
            while try denoising.next() != nil {}
            let brightness = try trainer.model.decode(denoising.latents).mean().item()
            let kept = try #require(bank.images(of: Tiny.prompts[0])?[1].scores["posture"])
            #expect(abs(brightness - kept) < 1e-5)
        }
    }

    @Test("paired images share all noise: an unchanged policy without embeddings is its anchor")
    func paired() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) {
                $0.anchor.mode = .paired
                $0.anchor.bankSize = 6
                $0.ace.tokens = 0
            }
            let (samples, _) = try Training.epoch(trainer)
            for sample in samples {
                let score = try #require(sample.scores["posture"])
                let anchor = try #require(sample.anchorScores["posture"])
                #expect(abs(score - anchor) < 1e-5)
                #expect(abs(sample.total - sample.anchorTotal) < 0.05)
            }
            for prompt in Tiny.prompts {
                let seeds = samples.filter { $0.promptID == prompt.id }.map(\.seed)
                #expect(Set(seeds).count == seeds.count)
            }
            let short = try Training.trainer(folder) { $0.anchor.mode = .paired }
            #expect(throws: RLCFError.self) { try Training.epoch(short) }
        }
    }

    @Test("fresh anchors have noise of their own in every epoch, and no bank")
    func fresh() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder) { $0.anchor.mode = .fresh }
            let (first, _) = try Training.epoch(trainer)
            let (second, _) = try Training.epoch(trainer)
            #expect(trainer.bank == nil)
            #expect(first.map(\.anchorScores) != second.map(\.anchorScores))
            #expect(
                first.allSatisfy { sample in
                    [0, 0.5, 1].contains(sample.winRates["diagnosis"])
                })
        }
    }
}
