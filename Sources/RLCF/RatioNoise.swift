internal import Foundation

/// What ratios differ from 1 by before anything was learned: reduced precision, or kernels that
/// depend on the batch's shape.
struct RatioNoise {
    /// c of the loss.
    let clipRange: Double
    /// Of a sample.
    let latentDimensions: Int
    /// Whether the network computes in less than fp32.
    let isReduced: Bool

    /// - Parameter statistics: of updates before the first optimiser step.
    /// - Throws: `RLCFError` where the clip range is less than `SelfCheck.clipMargin` times as wide.
    func check(_ statistics: PolicyStatistics) throws {
        let noise = statistics.differenceMax
        guard noise * SelfCheck.clipMargin > clipRange else { return }
        let nats = noise * SelfCheck.clipMargin * Double(latentDimensions)
        throw RLCFError(
            String(
                format: "Before any update log-probabilities differ from the rollout's by up to "
                    + "%.2g, more than a tenth of the clip range (%.2g): set rlcf.strict_batches "
                    + "to true\(isReduced ? ", model.precision to fp32" : ""), or rlcf.clip_nats to "
                    + "at least %.3g.",
                noise, clipRange, nats))
    }
}
