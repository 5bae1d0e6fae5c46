internal import Foundation

/// Looks for one kind of trouble each.
enum AlarmRules {
    static func findings(_ history: AlarmHistory, _ evidence: EpochEvidence) -> [AlarmFinding] {
        let rewards = evidence.weights.filter { $0.value > 0 }.keys.sorted()
        return rewards.compactMap { stillReward($0, history) }
            + rewards.compactMap { partingJudge($0, history) }
            + [lostDiversity(history, evidence)].compactMap { $0 }
            + notNumbers(evidence.report) + evidence.prompts.compactMap(BrokenPictures.finding)
    }

    // MARK: Rewards

    /// Epochs after which a reward should have moved.
    static let stillEpochs = 20

    private static func stillReward(
        _ reward: String, _ history: AlarmHistory
    ) -> AlarmFinding? {
        let gains = history.gains(reward)
        let trend = Trend(gains)
        guard gains.count >= stillEpochs, trend.certainty < 2 else { return nil }
        let falls = trend.certainty < -2
        guard falls || !standsAbove(gains.suffix(stillEpochs)) else { return nil }
        let change = String(format: "%+.4f", trend.change)
        let certainty = falls ? "more than epochs differ." : "no more than epochs differ."
        return AlarmFinding(
            kind: .rewardStill, subject: reward, level: .warning,
            seen: "\(reward) has changed by \(change) against the anchor in \(gains.count) epochs, "
                + certainty,
            cause: causeOfStanding(reward, history))
    }

    /// Whether it is better than the anchor by more than epochs differ: it has moved, and stays.
    private static func standsAbove(_ gains: ArraySlice<Double>) -> Bool {
        let finite = gains.filter(\.isFinite)
        let count = Double(finite.count)
        guard count > 1 else { return false }
        let mean = finite.reduce(0, +) / count
        let variance = finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        return mean > 2 * (variance / count).squareRoot()
    }

    private static func causeOfStanding(_ reward: String, _ history: AlarmHistory) -> String {
        let recent = history.values("reward/\(reward)/std").suffix(stillEpochs)
        if let largest = recent.max(), largest < 1e-6 {
            return "It gives all pictures the same number: its network does not tell them apart, "
                + "or the prompts name nothing that it looks for."
        }
        if let clipped = history.last("policy/clip_fraction"), clipped > 0.8 {
            return "\(Int((clipped * 100).rounded())) % of the steps are clipped: lower "
                + "optimizer.learning_rate, or raise rlcf.clip_nats."
        }
        if let ratio = history.last("policy/ratio_max"), ratio - 1 < 1e-6 {
            return "The ratio stays at 1, so the policy hardly changes: raise "
                + "optimizer.learning_rate, or rlcf.inner_epochs."
        }
        return "The updates act (the ratio moves) but do not add up: raise "
            + "rollout.samples_per_prompt, its weight, or the learning rate as `cxrl doctor` "
            + "proposes."
    }

    /// Epochs that are looked at, at least and at most.
    static let partingEpochs = 8...20

    private static func partingJudge(
        _ reward: String, _ history: AlarmHistory
    ) -> AlarmFinding? {
        let judged = history.reports.filter { $0.metrics["judge/\(reward)"] != nil }
            .suffix(partingEpochs.upperBound)
        guard judged.count >= partingEpochs.lowerBound else { return nil }
        let own = Trend(judged.compactMap { $0.metrics["reward/\(reward)/mean"] })
        let judge = Trend(judged.compactMap { $0.metrics["judge/\(reward)"] })
        guard own.certainty >= 3, judge.certainty <= -2 else { return nil }
        let (up, down) = (
            String(format: "%+.3f", own.change), String(format: "%+.3f", judge.change)
        )
        return AlarmFinding(
            kind: .judgeParts, subject: reward, level: .alarm,
            seen: "In \(judged.count) judged epochs \(reward) has changed by \(up) while its "
                + "held-out judge has changed by \(down).",
            cause: "The policy pleases the reward's network without what it stands for: lower "
                + "its weight, or go back.",
            reward: reward)
    }

    // MARK: Pictures and numbers

    /// The share of the first epochs' diversity below which pictures count as alike.
    static let leastDiversity = 0.4

    private static func lostDiversity(
        _ history: AlarmHistory, _ evidence: EpochEvidence
    ) -> AlarmFinding? {
        let values = history.values("image/diversity").filter(\.isFinite)
        guard values.count >= 6 else { return nil }
        let first = values.prefix(3).reduce(0, +) / 3
        let last = values.suffix(3).reduce(0, +) / 3
        guard last < first * leastDiversity else { return nil }
        let numbers = String(format: "%.3f, at first %.3f", last, first)
        let reward = BrokenPictures.risen(evidence.prompts)
        return AlarmFinding(
            kind: .diversityLost, subject: "all", level: .alarm,
            seen: "Pictures of the same prompt differ less and less (deviation \(numbers)).",
            cause: (reward.map { "\($0.reward) has gained most meanwhile. " } ?? "")
                + "The policy settles on one picture: lower the learning rate, set rlcf.kl_weight, "
                + "or go back.",
            reward: reward?.reward)
    }

    private static func notNumbers(_ report: EpochReport) -> [AlarmFinding] {
        // without an update the numbers of updates are not defined
        let isUpdated = report.metrics["policy/ratio_max"].map { !$0.isNaN } ?? false
        return report.metrics.filter { key, value in
            guard !value.isFinite else { return false }
            if key.hasPrefix("policy/") || key == "optimizer/grad_norm" { return isUpdated }
            return key.hasPrefix("reward/") && key.hasSuffix("/mean")
        }.keys.sorted().map { key in
            AlarmFinding(
                kind: .notANumber, subject: key, level: .alarm,
                seen: "\(key) is \(report.metrics[key] ?? .nan) in epoch \(report.epoch).",
                cause: "Numbers have left their range: go back and lower the learning rate.")
        }
    }
}
