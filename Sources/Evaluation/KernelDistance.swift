internal import Tensors

/// The kernel distance between sets of pictures in a network's features (Bińkowski et al.,
/// "Demystifying MMD GANs", ICLR 2018), also called KID: the squared maximum mean discrepancy with
/// the kernel (x·y / D + 1)³, unbiased however few pictures there are.
///
/// Only pairs of different groups are counted: pictures of one prompt, or of one patient, are no
/// independent draws. Its interval resamples groups on both sides.
public struct KernelDistance {
    /// Sums of the kernel over pairs of pictures by their groups, fp64.
    private struct Blocks {
        /// [rows, columns].
        let sums: Tensor
        let pairs: Tensor

        init(_ left: GroupedFeatures, _ right: GroupedFeatures) throws {
            let (first, second) = (
                try left.features.to(.cpu).to(.float64), try right.features.to(.cpu).to(.float64)
            )
            let kernel = try (first.matmul(second.transposed()) / Double(first.size(1)) + 1)
                .power(3)
            let (rows, columns) = (try left.membership(), try right.membership())
            sums = try rows.matmul(kernel).matmul(columns.transposed())
            pairs = try rows.sum(1).reshaped(-1, 1).matmul(columns.sum(1).reshaped(1, -1))
        }

        /// Without pairs of a group with itself.
        func withoutDiagonal() throws -> Blocks {
            let others = try 1 - Tensor.identity(sums.size(0), dtype: .float64)
            return Blocks(sums: try sums * others, pairs: try pairs * others)
        }

        private init(sums: Tensor, pairs: Tensor) {
            self.sums = sums
            self.pairs = pairs
        }

        /// The mean of the kernel, [R], where groups weigh as rows of [R, rows] and [R, columns]
        /// say.
        func means(_ left: Tensor, _ right: Tensor) throws -> Tensor {
            try (left.matmul(sums) * right).sum(1) / (left.matmul(pairs) * right).sum(1)
        }
    }

    private let within: Blocks
    private let across: Blocks
    private let ofReference: Blocks
    private let groups: Int
    private let referenceGroups: Int

    public init(_ samples: GroupedFeatures, reference: GroupedFeatures) throws {
        (groups, referenceGroups) = (samples.groupCount, reference.groupCount)
        guard groups > 1, referenceGroups > 1 else {
            throw EvaluationError(
                "A kernel distance needs pictures of at least two prompts and two patients.")
        }
        within = try Blocks(samples, samples).withoutDiagonal()
        ofReference = try Blocks(reference, reference).withoutDiagonal()
        across = try Blocks(samples, reference)
    }

    /// [R], where groups weigh as the rows of [R, groups] and [R, reference groups] say.
    private func values(_ weights: Tensor, _ reference: Tensor) throws -> Tensor {
        try within.means(weights, weights) + ofReference.means(reference, reference)
            - across.means(weights, reference) * 2
    }

    public func value() throws -> Double {
        try values(
            Tensor.ones([1, groups], dtype: .float64),
            Tensor.ones([1, referenceGroups], dtype: .float64)
        ).item()
    }

    public func estimate(resamples: Int = 1000, seed: UInt64 = 1) throws -> Estimate {
        Estimate(
            try value(), resampled: try resampled(resamples, seed).filter(\.isFinite))
    }

    /// The comparison of policy and anchor against the same reference, on the same resamples:
    /// those in which every distance is defined.
    public static func compare(
        anchor: KernelDistance, runs: [KernelDistance], resamples: Int = 1000, seed: UInt64 = 1
    ) throws -> PairedComparison {
        let ofAnchor = try anchor.resampled(resamples, seed)
        let ofRuns = try runs.map { try $0.resampled(resamples, seed) }
        var bootstrap = Bootstrap(seed: seed)
        let defined = (0..<resamples).filter { index in
            ofAnchor[index].isFinite && ofRuns.allSatisfy { $0[index].isFinite }
        }
        let anchors = defined.map { ofAnchor[$0] }
        let policies = defined.map { index in
            let weights = bootstrap.weights(runs.count)
            return ofRuns.map { $0[index] }.mean(weights: weights) ?? .nan
        }
        let (anchorValue, values) = (try anchor.value(), try runs.map { try $0.value() })
        return PairedComparison(
            anchor: Estimate(anchorValue, resampled: anchors),
            policy: Estimate(values.mean, resampled: policies),
            difference: Estimate(
                values.mean - anchorValue, resampled: zip(policies, anchors).map { $0 - $1 }),
            runDifferences: values.map { $0 - anchorValue })
    }

    /// One value for each resample; NaN where a single group is drawn, which has no pairs.
    private func resampled(_ resamples: Int, _ seed: UInt64) throws -> [Double] {
        var bootstrap = Bootstrap(seed: seed)
        let draws = (0..<resamples).map { _ in
            (bootstrap.weights(groups), bootstrap.weights(referenceGroups))
        }
        return try values(
            Tensor.of(draws.flatMap(\.0), shape: [resamples, groups]),
            Tensor.of(draws.flatMap(\.1), shape: [resamples, referenceGroups])
        ).doubles()
    }
}
