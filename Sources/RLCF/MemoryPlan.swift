public import Configuration

/// Micro-batches for the memory that there is. The samples behind an optimiser step stay as they
/// are configured; smaller passes are accumulated.
public struct MemoryPlan: Sendable, Equatable, Codable {
    /// What was measured on a model.
    public struct Costs: Sendable, Equatable, Codable {
        /// A denoising step of a sample, guidance included.
        public var sampling: PassCost
        /// An image, decoded and scored by every reward.
        public var judging: PassCost
        /// The gradient of a pair of sample and timestep.
        public var update: PassCost
        /// Whether the update was measured with `rlcf.recompute`.
        public var recomputes: Bool

        public init(
            sampling: PassCost, judging: PassCost, update: PassCost, recomputes: Bool
        ) {
            self.sampling = sampling
            self.judging = judging
            self.update = update
            self.recomputes = recomputes
        }
    }

    public let costs: Costs
    /// Bytes that passes may take.
    public let budget: Int
    /// Nil where a single sample does not fit.
    public let rolloutMicroBatch: Int?
    /// Nil where a single pair does not fit.
    public let updateMicroBatch: Int?
    /// Pairs of sample and timestep behind one optimiser step.
    public let pairsPerMiniBatch: Int
    /// Of an epoch without the anchor's images.
    public let samplingSeconds: Double
    public let judgingSeconds: Double
    public let updateSeconds: Double

    /// Larger micro-batches than these, or than those that are configured, save no time.
    private static let usefulMicroBatch = 16

    /// - Parameter randomSteps: denoising steps that the model's schedule makes random.
    public init(
        _ costs: Costs, _ configuration: Configuration, randomSteps: Int, budget: Int
    ) {
        let plan = BatchPlan(configuration, randomSteps: randomSteps)
        self.costs = costs
        self.budget = budget
        pairsPerMiniBatch = plan.pairsPerMiniBatch
        func limit(_ configured: Int) -> Int { max(configured, Self.usefulMicroBatch) }
        let samples = [costs.sampling, costs.judging].map {
            $0.largestDivisor(
                of: plan.samplesPerEpoch, limit: limit(configuration.rollout.microBatch),
                within: budget)
        }
        rolloutMicroBatch = samples.contains(nil) ? nil : samples.compactMap(\.self).min()
        updateMicroBatch = costs.update.largestDivisor(
            of: plan.pairsPerMiniBatch, limit: limit(configuration.rlcf.microBatch),
            within: budget)
        let count = Double(plan.samplesPerEpoch)
        samplingSeconds = count * Double(plan.steps) * costs.sampling.secondsPerItem
        judgingSeconds = count * costs.judging.secondsPerItem
        updateSeconds =
            Double(plan.optimizerStepsPerEpoch * plan.pairsPerMiniBatch)
            * costs.update.secondsPerItem
    }

    /// Passes behind one optimiser step.
    public var accumulation: Int? { updateMicroBatch.map { pairsPerMiniBatch / $0 } }

    public var epochSeconds: Double { samplingSeconds + judgingSeconds + updateSeconds }
}
