import Foundation
import Tensors
import Testing

@testable import Evaluation

@Suite struct PictureMeasureTests {
    /// The picture [1, 1, 128, 128] of a function of x and y in 0…1.
    private func picture(_ value: (_ x: Double, _ y: Double) -> Double) throws -> Tensor {
        let places = (0..<128).map { Double($0) / 128 }
        let values: [Float] = places.flatMap { y in places.map { x in Float(value(x, y)) } }
        return try .of(values, shape: [1, 1, 128, 128])
    }

    private func first() throws -> Tensor {
        try picture { x, y in
            let waves: Double = 0.25 * sin(9 * x + 4 * y)
            let rings: Double = 0.25 * cos(31 * x * y)
            return 0.5 + waves + rings
        }
    }

    private func second() throws -> Tensor {
        try picture { x, y in
            let waves: Double = 0.25 * sin(9 * x + 4 * y + 0.5)
            let rings: Double = 0.2 * cos(29 * x * y)
            return 0.5 + waves + rings
        }
    }

    @Test("the structural similarity over five scales is what NumPy gives")
    func similarity() throws {
        let found = try StructuralSimilarity().similarity(first(), second())
        #expect(abs(found[0] - (try Golden.load().similarity)) < 1e-4)
        #expect(abs(try StructuralSimilarity().similarity(first(), first())[0] - 1) < 1e-5)
    }

    @Test("pairs are those within a group")
    func pairs() throws {
        let (a, b) = (try first(), try second())
        let pictures = try Tensor.concatenated([a, a, b, a], 0)
        let means = try StructuralSimilarity().meanOverPairs(pictures, groupsOf: 2)
        #expect(means.count == 2)
        #expect(abs(means[0] - 1) < 1e-5)
        #expect(abs(means[1] - (try Golden.load().similarity)) < 1e-4)
    }

    @Test("pictures too small for the scales are refused with their size")
    func tooSmall() throws {
        let small = try Tensor.zeros([1, 1, 64, 64])
        let error = #expect(throws: EvaluationError.self) {
            _ = try StructuralSimilarity().similarity(small, small)
        }
        #expect(error?.description.contains("64×64") == true)
    }

    @Test("a linear code reaches what NumPy's principal components reach")
    func linearCode() throws {
        let fitted = try Tensor.of(Golden.chirp(3 * 16 * 24, 0.0037), shape: [3, 1, 16, 24])
        let tested = try Tensor.of(Golden.chirp(2 * 16 * 24, 0.0041), shape: [2, 1, 16, 24])
        let code = try LinearCode(fitting: PictureSource(fitted))
        let found = try code.signalToNoise(PictureSource(tested), numbers: [2, 4])
        for (value, expected) in zip(found, try Golden.load().linearCode) {
            #expect(abs(value - expected) < 1e-6)
        }
    }

    @Test("a picture among the reference is its own nearest, at distance 0")
    func nearest() throws {
        let (a, b) = (try first(), try second())
        let nearest = try NearestPictures(among: PictureSource(.concatenated([a, b], 0)))
        let found = try nearest.nearest(to: Tensor.concatenated([b, a + 0.01], 0))
        #expect(found.map(\.index) == [1, 0])
        #expect(found[0].distance == 0)
        #expect(abs(found[1].distance - 0.01) < 1e-4)
    }
}
