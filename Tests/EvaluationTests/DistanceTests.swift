import Tensors
import Testing

@testable import Evaluation

@Suite struct DistanceTests {
    private func grouped(_ rows: Int, _ frequency: Double, _ shift: Double, size: Int) throws
        -> GroupedFeatures
    {
        GroupedFeatures(
            try Golden.features(rows, frequency, shift), groups: (0..<rows).map { $0 / size })
    }

    @Test("Fréchet's distance is what the eigenvalues of the product of covariances give")
    func frechet() throws {
        let (a, b) = (try Golden.features(40, 1.3), try Golden.features(50, 2.1, 0.4))
        // Eigenvalues that are 0 but for rounding, 1e-16, enter by their roots.
        #expect(abs(try FrechetDistance.distance(a, b) - Golden.load().frechet) < 1e-7)
        #expect(try FrechetDistance.distance(a, a) < 1e-7)
    }

    @Test("the root of a matrix times itself is the matrix, of less than full rank too")
    func squareRoot() throws {
        let rows = try Golden.features(4, 0.7)
        let matrix = try rows.transposed().matmul(rows)
        let root = try FrechetDistance.squareRoot(matrix)
        let error = try (root.matmul(root) - matrix).absolute().largest().item()
        #expect(error < 1e-10)
    }

    @Test("the kernel distance leaves out pairs of a picture with itself")
    func kernel() throws {
        let distance = try KernelDistance(
            grouped(40, 1.3, 0, size: 1), reference: grouped(50, 2.1, 0.4, size: 1))
        #expect(abs(try distance.value() - Golden.load().kernel) < 1e-10)
    }

    @Test("the kernel distance leaves out pairs of one group")
    func kernelOfGroups() throws {
        let distance = try KernelDistance(
            grouped(40, 1.3, 0, size: 4), reference: grouped(50, 2.1, 0.4, size: 2))
        #expect(abs(try distance.value() - Golden.load().kernelGrouped) < 1e-10)
        let estimate = try distance.estimate(resamples: 200)
        #expect(estimate.low < estimate.value && estimate.value < estimate.high)
    }

    @Test("a policy that is the anchor has the same kernel distance on every resample")
    func equal() throws {
        let distance = try KernelDistance(
            grouped(40, 1.3, 0, size: 4), reference: grouped(50, 2.1, 0.4, size: 2))
        let comparison = try KernelDistance.compare(
            anchor: distance, runs: [distance, distance], resamples: 100)
        #expect(comparison.difference == Estimate(0, low: 0, high: 0))
        #expect(comparison.anchor.high > comparison.anchor.low)
    }

    @Test(
        "with few prompts, resamples that draw a single one are left out", arguments: 2...4)
    func fewPrompts(prompts: Int) throws {
        let reference = try grouped(50, 2.1, 0.4, size: 2)
        func distance(_ frequency: Double) throws -> KernelDistance {
            try KernelDistance(
                grouped(prompts * 2, frequency, 0, size: 2), reference: reference)
        }
        let (anchor, run) = (try distance(1.3), try distance(1.7))
        let comparison = try KernelDistance.compare(
            anchor: anchor, runs: [run, anchor], resamples: 200)
        for estimate in [comparison.anchor, comparison.policy, comparison.difference] {
            #expect(estimate.value.isFinite && estimate.low < estimate.high)
        }
        #expect(try comparison.runDifferences == [run.value() - anchor.value(), 0])
        let alone = try anchor.estimate(resamples: 200)
        #expect(alone.low < alone.high)
        let same = try KernelDistance.compare(anchor: anchor, runs: [anchor], resamples: 200)
        #expect(same.difference == Estimate(0, low: 0, high: 0))
        // another number of prompts on one side, so that other resamples are not defined
        let other = try KernelDistance(
            grouped(6, 1.7, 0, size: 2), reference: grouped(4, 2.1, 0.4, size: 2))
        #expect(
            try KernelDistance.compare(anchor: anchor, runs: [other], resamples: 200)
                .difference.low.isFinite)
    }

    @Test("one group on a side is refused")
    func tooFew() throws {
        #expect(throws: EvaluationError.self) {
            _ = try KernelDistance(
                grouped(4, 1.3, 0, size: 4), reference: grouped(50, 2.1, 0.4, size: 2))
        }
        #expect(throws: EvaluationError.self) {
            _ = try FrechetDistance.distance(Golden.features(1, 1), Golden.features(5, 1))
        }
    }
}
