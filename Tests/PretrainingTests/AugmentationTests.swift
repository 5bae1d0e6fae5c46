import Tensors
import TestSupport
import Testing

@testable import Pretraining

@Suite("Augmentation")
struct AugmentationTests {
    @Test("a blur keeps brightness, edges included, takes detail, and leaves the other pictures")
    func blur() throws {
        let checks: [Float] = (0..<4 * 256).map { ($0 + $0 / 16).isMultiple(of: 2) ? 0.2 : 0.8 }
        let pictures = try Tensor.of(checks, shape: [4, 1, 16, 16])
        let blurred = try Augmentation.blur(
            pictures, share: 0.5, deviations: 1.5...1.6, noise: 0, RandomGenerator(seed: 1))
        #expect(blurred.shape == [4, 1, 16, 16])
        let values = try blurred.floats()
        #expect(largestError(Array(values[..<512]), [Float](repeating: 0.5, count: 512)) < 0.15)
        #expect(largestError(Array(values[100..<156]), [Float](repeating: 0.5, count: 56)) < 0.02)
        #expect(Array(values[512...]) == Array(checks[512...]))
        let flat = try Tensor.full([1, 1, 16, 16], 0.7)
        let same = try Augmentation.blur(
            flat, share: 1, deviations: 2...3, noise: 0, RandomGenerator(seed: 2))
        #expect(largestError(try same.floats(), try flat.floats()) < 1e-6)
    }

    @Test("mixing keeps pictures and targets in one proportion, mostly near to one of the two")
    func mix() throws {
        let count = 400
        let values = (0..<count).map { Float($0) / Float(count) }
        let pictures = try Tensor.of(values, shape: [count, 1, 1, 1])
        let mixed = try Augmentation.mix(
            pictures, Tensor.of(values, shape: [count, 1]), concentration: 0.3,
            RandomGenerator(seed: 3))
        let (greys, targets) = (try mixed.pictures.floats(), try mixed.targets.floats())
        #expect(largestError(greys, targets) < 1e-6)
        let kept = zip(greys, values).count { abs($0 - $1) < 0.01 }
        // Beta(0.3, 0.3) has 14 % of its mass above 0.99
        #expect((80...180).contains(kept))
        #expect(Set(greys).count == count)
    }
}
