/// What the comparison of a policy with the anchor gave.
public struct EvaluationReport: Sendable, Equatable, Codable {
    /// A number of policy and anchor.
    public struct Measure: Sendable, Equatable, Codable {
        /// Who says it; nil for what needs no network.
        public let role: Panel.Role?
        /// `posture`; `diagnosis/Edema`, over the prompts that affirm it, and `diagnosis/none`;
        /// `auroc/Edema`, `auroc/mean`; `fid`, `kid`; `ms_ssim`.
        public let name: String
        public let isLargerBetter: Bool
        public let comparison: PairedComparison

        /// Whether the whole interval of the difference is on the good side of 0.
        public var isBetter: Bool {
            isLargerBetter ? comparison.difference.low > 0 : comparison.difference.high < 0
        }

        /// As in tables of raw numbers: `judge/posture`.
        public var key: String { role.map { "\($0.rawValue)/\(name)" } ?? name }
    }

    public let prompts: Int
    public let seedsPerPrompt: Int
    /// Films that FID and KID compare with.
    public let films: Int
    public let measures: [Measure]
    /// Sentences on what could not be measured.
    public let remarks: [String]
}
