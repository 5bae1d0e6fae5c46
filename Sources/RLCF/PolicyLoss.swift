public import Tensors

/// The clipped policy gradient (Schulman et al., "Proximal Policy Optimization Algorithms", arXiv
/// 1707.06347, as DDPO applies it to denoising, arXiv 2305.13301):
///
///     ratio = exp(log p_new − log p_old)
///     loss  = mean of max(−A·ratio, −A·clip(ratio, 1−c, 1+c)) + β · KL
///
/// The maximum of the two is taken, never the clipped ratio alone, whose gradient is zero outside
/// the band on both sides.
public struct PolicyLoss: Sendable, Equatable {
    /// c.
    public var clipRange: Double
    /// β; 0 leaves the KL out.
    public var klWeight: Double

    public init(clipRange: Double, klWeight: Double = 0) {
        self.clipRange = clipRange
        self.klWeight = klWeight
    }

    /// Pairs of sample and timestep; all tensors are [n], fp32.
    public struct Pairs {
        /// log p of the stored action under the policy as it is, with gradient.
        public var new: Tensor
        /// log p when it was drawn.
        public var old: Tensor
        public var advantages: Tensor
        /// Of the timesteps; 1 on average.
        public var weights: Tensor
        /// KL of the policy's step to the anchor's, with gradient.
        public var kl: Tensor?

        public init(
            new: Tensor, old: Tensor, advantages: Tensor, weights: Tensor, kl: Tensor? = nil
        ) {
            self.new = new
            self.old = old
            self.advantages = advantages
            self.weights = weights
            self.kl = kl
        }
    }

    /// The loss of each pair, [n].
    public func callAsFunction(_ pairs: Pairs) throws -> Tensor {
        let ratio = try (pairs.new - pairs.old).exp()
        let losses = try surrogate(ratio, pairs.advantages) * pairs.weights
        guard klWeight > 0, let kl = pairs.kl else { return losses }
        return try losses + kl * klWeight
    }

    private func surrogate(_ ratio: Tensor, _ advantages: Tensor) throws -> Tensor {
        let unclipped = try -(advantages * ratio)
        let clipped = try -(advantages * ratio.clamped(1 - clipRange...1 + clipRange))
        return try unclipped.maximum(clipped)
    }

    /// KL of two steps of the same σ, as the mean over C×H×W: (μ − μ_anchor)² / 2σ², [n].
    public static func kl(_ mean: Tensor, anchor: Tensor, sigma: Tensor) throws -> Tensor {
        try ((mean - anchor) / sigma).squared().mean(1, 2, 3) * 0.5
    }
}
