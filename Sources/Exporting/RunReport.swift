internal import Configuration
internal import Foundation
internal import Images
internal import Workbench

/// A run on a page: what it was, what came of it, its curves and its last pictures.
public struct RunReport {
    let run: RunRecord
    /// Whether prompts, which may be report texts, are written out.
    let includesText: Bool

    public init(_ run: RunRecord, includesText: Bool) {
        self.run = run
        self.includesText = includesText
    }

    static let notice = "For research. Not for diagnosis."

    /// Names and values, in order.
    var facts: [(name: String, value: String)] {
        let done = run.reports.last?.epoch ?? 0
        let epochs = run.description?.epochs ?? run.configuration.rlcf.epochs
        return [
            ("epochs", "\(done) of \(epochs)"),
            ("begun", run.created.ISO8601Format()),
            ("seed", "\(run.configuration.run.seed)"),
            ("model", run.description?.model ?? "the shipped one"),
            ("training time", duration(run.reports.last?.elapsed ?? 0)),
            ("program", "cxrl \(run.programVersion)"),
        ]
    }

    /// Settings that differ from the defaults.
    var settings: [(name: String, value: String)] {
        run.configuration.differences(from: .init()).map {
            ($0.key, $0.value(in: run.configuration).text)
        }
    }

    struct RewardLine {
        var name: String
        var weight: String
        /// Above the anchor, in the first epochs and in the last ones.
        var first: String
        var last: String
        var winRate: String
        var judge: String
    }

    /// Means over five epochs at either end, over fewer in short runs.
    var rewards: [RewardLine] {
        (run.description?.rewards ?? []).map { reward in
            let gains = gains(of: reward.name)
            let judge = values("judge/\(reward.name)").map(\.value)
            let width = max(1, min(5, gains.count / 2))
            return RewardLine(
                name: reward.name, weight: number(reward.weight, "%.2f"),
                first: number(mean(gains.prefix(width).map(\.value)), "%+.3f"),
                last: number(mean(gains.suffix(width).map(\.value)), "%+.3f"),
                winRate: number(
                    mean(values("reward/\(reward.name)/win_rate").suffix(5).map(\.value)) * 100,
                    "%.0f %%"),
                judge: judge.isEmpty
                    ? "–"
                    : number(mean(Array(judge.prefix(width))), "%.3f") + " → "
                        + number(mean(Array(judge.suffix(width))), "%.3f"))
        }
    }

    /// How often each reward prefers the picture that a person preferred; empty without choices.
    var agreements: [(name: String, share: String, pairs: String, interval: String)] {
        let rewards = run.description?.rewards ?? []
        guard !run.judgements.isEmpty else { return [] }
        let own = rewards.map { ($0.label, Agreement(run.judgements, reward: $0.name)) }
        let others = [
            ("weighted sum", Agreement(run.judgements, reward: JudgedPicture.total)),
            ("policy over anchor", Agreement(policyIn: run.judgements)),
        ]
        return (own + others).map { name, agreement in
            (
                name, number((agreement.share ?? .nan) * 100, "%.0f %%"),
                number(agreement.agreed, "%g") + " of \(agreement.count)",
                agreement.interval.map {
                    number($0.lowerBound * 100, "%.0f") + " to "
                        + number($0.upperBound * 100, "%.0f %%")
                } ?? "–"
            )
        }
    }

    static let agreementHead = ["", "agrees with the choices", "pairs", "95 % interval"]

    var agreementTitle: String { "Judged pairs: \(run.judgements.count)" }

    /// Titles with epochs and values.
    var curves: [(title: String, points: [(epoch: Int, value: Double)])] {
        let names = (run.description?.rewards ?? []).map(\.name)
        return [("total reward above the anchor’s", gains(of: "total"))]
            + names.map { ("\($0) above the anchor’s", gains(of: $0)) }
            + names.map { ("\($0) by the judge", values("judge/\($0)")) }
            + [
                ("largest ratio", values("policy/ratio_max")),
                ("share of clipped steps", values("policy/clip_fraction")),
                ("picture contrast", values("image/contrast")),
                ("diversity of a prompt’s pictures", values("image/diversity")),
            ]
    }

    /// Without the texts of prompts where these are left out.
    var alarms: [String] {
        run.alarms.map { alarm in
            let start = "\(alarm.title) since epoch \(alarm.since)"
            let hides = alarm.kind == .picturesGone && !includesText
            return hides ? start + "." : "\(start): \(alarm.text)"
        }
    }

    /// Prompts of the last epoch's pictures.
    var prompts: [(id: Int, text: String)] {
        guard includesText else { return [] }
        let pairs = run.samples.map { ($0.promptID, $0.prompt) }
        return Dictionary(pairs) { first, _ in first }.sorted { $0.key < $1.key }
            .map { (id: $0.key, text: $0.value) }
    }

    func sheet() throws -> [UInt8]? { try SampleSheet.picture(run)?.encodedPNG() }

    private func gains(of reward: String) -> [(epoch: Int, value: Double)] {
        run.reports.compactMap { report in
            guard let mean = report.metrics["reward/\(reward)/mean"],
                let anchor = report.metrics["anchor/\(reward)/mean"]
            else { return nil }
            return (report.epoch, mean - anchor)
        }
    }

    private func values(_ key: String) -> [(epoch: Int, value: Double)] {
        run.reports.compactMap { report in report.metrics[key].map { (report.epoch, $0) } }
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    private func number(_ value: Double, _ format: String) -> String {
        value.isFinite ? String(format: format, value) : "–"
    }

    private func duration(_ seconds: Double) -> String {
        let minutes = Int(max(0, seconds) / 60)
        return minutes >= 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes) min"
    }
}
