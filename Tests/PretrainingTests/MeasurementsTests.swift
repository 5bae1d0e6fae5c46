import Studies
import Tensors
import Testing

@testable import Pretraining

@Suite struct MeasurementsTests {
    @Test("An affine variation and its posture undo each other")
    func inverse() throws {
        let posture = try Tensor.of([Float(1.1), 0.9, 0.05, -0.08, 0.15], shape: [1, 5])
        let inverse = try AffineVariation.inverse(of: posture).at(0).contiguous().doubles()
        // p → R(θ) diag(s) p + t of one point, then the inverse
        let (x, y) = (0.3, -0.4)
        let (c, s) = (0.988_771_077_936_042_4, 0.149_438_132_473_599_24)
        let (u, v) = (1.1 * c * x - 0.9 * s * y + 0.05, 1.1 * s * x + 0.9 * c * y - 0.08)
        #expect(abs(inverse[0] * u + inverse[1] * v + inverse[2] - 1 * x) < 1e-5)
        #expect(abs(inverse[3] * u + inverse[4] * v + inverse[5] - 1 * y) < 1e-5)
    }

    @Test("A study with a rare finding is drawn more often than one without any")
    func rareFindings() throws {
        let studies = (0..<100).map { index in
            Study(
                id: "\(index)", imagePath: "", findings: ["Edema": index == 7], patient: index)
        }
        let drawn = try FindingDraw(studies).indices(2000, RandomGenerator(seed: 1))
        let share = Double(drawn.count { $0 == 7 }) / 2000
        // its weight is 10 against 1 of each of the 99 others
        #expect(abs(share - 10.0 / 109) < 0.03)
        #expect(drawn.allSatisfy { (0..<100).contains($0) })
    }
}
