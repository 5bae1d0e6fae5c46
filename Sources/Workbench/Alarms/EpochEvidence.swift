public import Images

/// What an epoch leaves to be judged by.
public struct EpochEvidence: Sendable {
    /// The pictures of one prompt.
    public struct Prompt: Sendable {
        public var text: String
        public var policy: [PictureMeasures]
        /// Nil where no picture of the anchor is kept.
        public var anchor: PictureMeasures?
        /// How far each reward's mean lies above the anchor's, in standard deviations of the
        /// anchor's, by reward.
        public var gains: [String: Double]

        public init(
            text: String, policy: [PictureMeasures], anchor: PictureMeasures?,
            gains: [String: Double]
        ) {
            self.text = text
            self.policy = policy
            self.anchor = anchor
            self.gains = gains
        }
    }

    public var report: EpochReport
    /// By reward.
    public var weights: [String: Double]
    public var prompts: [Prompt]

    public init(report: EpochReport, weights: [String: Double], prompts: [Prompt]) {
        self.report = report
        self.weights = weights
        self.prompts = prompts
    }
}
