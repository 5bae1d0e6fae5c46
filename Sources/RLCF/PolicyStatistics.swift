internal import Foundation
internal import Tensors

/// What the updates of an epoch did to the ratio, gathered over all pairs of sample and timestep.
///
/// Before the first optimiser step of an epoch every ratio is 1: these numbers mean something from
/// the second mini-batch on.
struct PolicyStatistics {
    private(set) var pairs = 0
    private var lossSum = 0.0
    private var ratioSum = 0.0
    private var clippedCount = 0
    private var squareSum = 0.0
    private var klSum = 0.0
    private var hasKL = false
    private(set) var ratioMax = -Double.infinity
    /// Largest |log p_new − log p_old|.
    private(set) var differenceMax = 0.0
    private(set) var gradientNorms: [Double] = []

    mutating func add(_ pairs: PolicyLoss.Pairs, losses: Tensor, clipRange: Double) throws {
        let differences = try (pairs.new.detached() - pairs.old).doubles()
        for difference in differences {
            let ratio = exp(difference)
            ratioSum += ratio
            ratioMax = max(ratioMax, ratio)
            squareSum += difference * difference
            differenceMax = max(differenceMax, abs(difference))
            if abs(ratio - 1) > clipRange { clippedCount += 1 }
        }
        self.pairs += differences.count
        lossSum += try losses.detached().sum().item()
        if let kl = pairs.kl {
            hasKL = true
            klSum += try kl.detached().sum().item()
        }
    }

    mutating func add(gradientNorm: Double) { gradientNorms.append(gradientNorm) }

    /// By metric key.
    var metrics: [String: Double] {
        let count = Double(pairs)
        var metrics = [
            "policy/loss": lossSum / count,
            "policy/ratio_mean": ratioSum / count,
            "policy/ratio_max": pairs > 0 ? ratioMax : .nan,
            "policy/clip_fraction": Double(clippedCount) / count,
            "policy/approx_kl": squareSum / count / 2,
            "optimizer/grad_norm": gradientNorms.reduce(0, +) / Double(gradientNorms.count),
        ]
        if hasKL { metrics["policy/kl_anchor"] = klSum / count }
        return metrics
    }
}
