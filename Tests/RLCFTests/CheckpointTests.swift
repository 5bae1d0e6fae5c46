import Configuration
import Foundation
import Rewards
import Tensors
import Testing

@testable import RLCF

@Suite("Checkpoints", .serialized)
struct CheckpointTests {
    static let cases: [(Configuration.Anchor.Mode, Configuration.Adapter.Kind)] = [
        (.bank, .full), (.fresh, .lora), (.paired, .full),
    ]

    static func change(
        _ mode: Configuration.Anchor.Mode, _ kind: Configuration.Adapter.Kind
    ) -> (inout Configuration) -> Void {
        {
            $0.anchor.mode = mode
            $0.anchor.bankSize = 4
            $0.adapter.kind = kind
            $0.optimizer.learningRate = 1e-3
        }
    }

    @Test("four epochs are two, a resume, and two, bit for bit; and so again", arguments: cases)
    func exactResume(
        mode: Configuration.Anchor.Mode, kind: Configuration.Adapter.Kind
    ) throws {
        try withTemporaryFolder { folder in
            let change = Self.change(mode, kind)
            let whole = try Training.trainer(folder + "/a", change)
            let expected = try (0..<4).map { _ in try Training.epoch(whole) }

            let first = try Training.trainer(folder + "/b", change)
            for _ in 0..<2 { try Training.epoch(first) }
            try first.saveCheckpoint(to: folder + "/0002")
            for _ in 0..<2 {
                let resumed = try Training.trainer(folder + "/b", change)
                try resumed.restore(from: folder + "/0002")
                #expect(resumed.epoch == 2)
                let rest = try (0..<2).map { _ in try Training.epoch(resumed) }
                #expect(rest.map(\.samples) == expected.suffix(2).map(\.samples))
                #expect(try Training.weights(resumed) == Training.weights(whole))
                #expect(resumed.total == whole.total)
            }
        }
    }

    @Test("a run that is killed within an epoch repeats its draws from the last boundary")
    func killed() throws {
        try withTemporaryFolder { folder in
            let undisturbed = try Training.trainer(folder + "/a")
            try Training.epoch(undisturbed)
            let expected = try Training.epoch(undisturbed)

            let killed = try Training.trainer(folder + "/b")
            try Training.epoch(killed)
            try killed.saveCheckpoint(to: folder + "/0001")
            while try killed.advance().activity != .updating {}
            #expect(throws: RLCFError.self) { try killed.saveCheckpoint(to: folder + "/no") }
            #expect(!FileManager.default.fileExists(atPath: folder + "/no"))

            let resumed = try Training.trainer(folder + "/b")
            try resumed.restore(from: folder + "/0001")
            #expect(try Training.epoch(resumed).samples == expected.samples)
            #expect(try Training.weights(resumed) == Training.weights(undisturbed))
        }
    }

    @Test("weights of rewards and prompts that were changed come back")
    func liveSettings() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            try trainer.setRewardWeight(2.5, of: "posture")
            try trainer.setPrompts([ScoredPrompt(id: 1, text: "x", findings: ["Mass": true])])
            try Training.epoch(trainer)
            try trainer.saveCheckpoint(to: folder + "/1")
            let resumed = try Training.trainer(folder)
            try resumed.restore(from: folder + "/1")
            #expect(resumed.total == trainer.total)
            #expect(resumed.prompts == trainer.prompts)
        }
    }

    @Test("a checkpoint of other settings, or a damaged one, is refused with the remedy")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let trainer = try Training.trainer(folder)
            try trainer.saveCheckpoint(to: folder + "/0")
            let otherRollout = try Training.trainer(folder) { $0.rollout.steps = 4 }
            #expect(throws: RLCFError.self) { try otherRollout.restore(from: folder + "/0") }
            let otherAdapter = try Training.trainer(folder) { $0.adapter.kind = .lora }
            #expect(throws: RLCFError.self) { try otherAdapter.restore(from: folder + "/0") }
            let otherACE = try Training.trainer(folder) { $0.ace.tokens = 5 }
            #expect(throws: RLCFError.self) { try otherACE.restore(from: folder + "/0") }
            #expect(throws: RLCFError.self) { try trainer.restore(from: folder + "/none") }
            try Data("{".utf8).write(to: URL(fileURLWithPath: folder + "/0/trainer.json"))
            #expect(throws: RLCFError.self) { try trainer.restore(from: folder + "/0") }
        }
    }
}
