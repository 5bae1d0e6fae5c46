import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@testable import Pretraining

@Suite struct TrainingLoopTests {
    private struct Stop: Error {}

    /// Trains a linear layer towards random targets; stops before `stop` as a kill would.
    private func weights(
        state: String, stopBefore stop: Int = .max, seed: UInt64 = 9, data: String = "films"
    ) throws -> [Float] {
        let store = ParameterStore(.initialization(try RandomGenerator(seed: 4)))
        let layer = try Linear(store.root, 3, 2)
        let settings = TrainingLoop.Settings(steps: 12, learningRate: 1e-2, seed: seed)
        let loop = try TrainingLoop(
            name: "test", stores: [store], settings: settings, data: data, stateFolder: state,
            log: ProgressLog { _ in }, saveInterval: 0)
        try loop.run { step, generator in
            if step == stop { throw Stop() }
            let input = try generator.normal([4, 3])
            return try (layer(input) - generator.normal([4, 2])).squared().mean()
        }
        return try layer.weight.value.floats()
    }

    @Test("A loop that was interrupted goes on and ends where an uninterrupted one ends")
    func resume() throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("loop-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        let whole = try weights(state: "\(root)/a")
        #expect(throws: Stop.self) {
            _ = try weights(state: "\(root)/b", stopBefore: 7)
        }
        let resumed = try weights(state: "\(root)/b")
        #expect(resumed == whole)
    }

    @Test("A finished loop is not taken for one with another seed or other films")
    func identity() throws {
        try withTemporaryFolder { folder in
            let first = try weights(state: folder)
            #expect(try weights(state: folder) == first)
            #expect(throws: PretrainingError.self) { try weights(state: folder, seed: 10) }
            #expect(throws: PretrainingError.self) { try weights(state: folder, data: "others") }
            #expect(try weights(state: folder) == first)
        }
    }
}
