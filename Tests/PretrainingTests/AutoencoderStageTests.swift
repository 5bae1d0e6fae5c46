import Studies
import Tensors
import TestSupport
import Testing

@testable import Pretraining

@Suite("The autoencoder's training")
struct AutoencoderStageTests {
    private static let settings = TrainingLoop.Settings(steps: 10, learningRate: 1e-3, seed: 1)

    /// Sizes of what the steps 0, 5, 6 and 9 of ten learn from.
    private func shapes(_ stage: AutoencoderStage) throws -> [[Int]] {
        try withTemporaryFolder { folder in
            let pool = try PicturePool(
                SmallCollection(folder: folder), part: .base, side: 32, stateFolder: folder)
            return try [0, 5, 6, 9].map {
                try stage.pictures(pool, step: $0, RandomGenerator(seed: 3)).shape
            }
        }
    }

    @Test("learns from crops first, then from whole pictures, whose edges no crop has")
    func phases() throws {
        var stage = AutoencoderStage(settings: Self.settings)
        stage.cropSize = 16
        #expect(
            try shapes(stage) == [
                [8, 1, 16, 16], [8, 1, 16, 16], [4, 1, 32, 32], [4, 1, 32, 32],
            ])
        stage.cropShare = 0
        #expect(try shapes(stage) == Array(repeating: [4, 1, 32, 32], count: 4))
    }

    @Test("takes pictures whole that are no larger than its crops")
    func smallPictures() throws {
        let stage = AutoencoderStage(settings: Self.settings)
        #expect(try shapes(stage) == Array(repeating: [4, 1, 32, 32], count: 4))
    }
}
