/// The names of the metrics that the screen shows.
enum MetricKey {
    static let total = "reward/total/mean"
    /// What the anchor's images would be given on average.
    static let anchorTotal = "anchor/total/mean"
    static let ratioMax = "policy/ratio_max"
    static let clipFraction = "policy/clip_fraction"
    static let approximateKL = "policy/approx_kl"
    /// Measured where it is penalised.
    static let anchorKL = "policy/kl_anchor"
    static let gradientNorm = "optimizer/grad_norm"
    static let learningRate = "optimizer/learning_rate"
    /// How far the adaptive condition embeddings have gone from their start.
    static let embeddingsMoved = "ace/moved"
    static let contrast = "image/contrast"
    static let anchorContrast = "anchor/contrast"
    static let epochTime = "time/epoch"

    /// The parts of an epoch and what they are called, in order.
    static let times = [
        ("time/anchoring", "anchor"), ("time/sampling", "sample"), ("time/decoding", "decode"),
        ("time/scoring", "score"), ("time/updating", "update"),
    ]

    static func mean(_ reward: String) -> String { "reward/\(reward)/mean" }
    static func anchorMean(_ reward: String) -> String { "anchor/\(reward)/mean" }
    /// Of the anchor's images of a prompt: the unit that rewards are weighed in.
    static func deviation(_ reward: String) -> String { "anchor/\(reward)/deviation" }
    static func winRate(_ reward: String) -> String { "reward/\(reward)/win_rate" }
    static func judge(_ reward: String) -> String { "judge/\(reward)" }
}
