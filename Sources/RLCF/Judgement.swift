internal import Rewards

/// What is said of one image beside the anchor's.
struct Judgement {
    let scores: [String: Double]
    let anchorScores: [String: Double]
    let winRates: [String: Double]
    let rewards: [String: Double]
    let total: Double
    /// What an image would be given that scores as the anchor's do on average.
    let anchorTotal: Double
    let anchorContrast: Double

    init(
        _ scores: [String: Double], anchors: [AnchorImage], rewards: [any Reward],
        total: RewardTotal
    ) {
        var anchorScores: [String: Double] = [:]
        var winRates: [String: Double] = [:]
        var values: [String: Double] = [:]
        var anchorValues: [String: Double] = [:]
        for reward in rewards {
            guard let score = scores[reward.name] else { continue }
            let others = anchors.compactMap { $0.scores[reward.name] }
            anchorScores[reward.name] = others.mean
            winRates[reward.name] = ComparativeFeedback.winRate(score, against: others)
            values[reward.name] = total.reward(
                reward.name, reward.feedback, score: score, anchors: others)
            anchorValues[reward.name] = total.reward(
                reward.name, reward.feedback, score: others.mean, anchors: others)
        }
        self.scores = scores
        self.anchorScores = anchorScores
        self.winRates = winRates
        self.rewards = values
        self.total = total.sum(of: values)
        anchorTotal = total.sum(of: anchorValues)
        anchorContrast = anchors.map(\.contrast).mean
    }
}
