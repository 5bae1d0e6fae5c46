import Terminal
import Workbench

/// A chart: what it is called and which metrics it draws.
struct CurveSubject: Sendable, Equatable, Identifiable {
    struct Line: Sendable, Equatable {
        var name: String
        /// The metric that is drawn.
        var key: String
        var role: Role
    }

    /// The same in every session.
    var id: String
    var title: String
    var lines: [Line]

    /// The charts of a run, those with metrics that some report has, total first.
    static func all(for run: RunDescription?, history: History) -> [CurveSubject] {
        let rewards = run?.rewards ?? []
        var subjects = [total]
        subjects += rewards.enumerated().map { index, reward in
            CurveSubject(
                id: reward.name, title: reward.name,
                lines: [
                    Line(
                        name: "anchor", key: MetricKey.anchorMean(reward.name), role: .anchor),
                    Line(
                        name: reward.name, key: MetricKey.mean(reward.name),
                        role: .reward(index)),
                ])
        }
        subjects += health
        let known = Set(history.reports.suffix(8).flatMap(\.metrics.keys))
        let judged = rewards.filter { known.contains(MetricKey.judge($0.name)) }
        if !judged.isEmpty {
            subjects.append(
                CurveSubject(
                    id: "judges", title: "held-out judges",
                    lines: judged.map { reward in
                        let index = rewards.firstIndex(of: reward) ?? 0
                        return Line(
                            name: reward.name, key: MetricKey.judge(reward.name),
                            role: .reward(index))
                    }))
        }
        if known.contains(MetricKey.contrast) { subjects.append(contrast) }
        return subjects
    }

    static let total = CurveSubject(
        id: "total", title: "total reward",
        lines: [Line(name: "total", key: MetricKey.total, role: .accent)])

    /// A policy whose pictures turn grey or black is collapsing.
    static let contrast = CurveSubject(
        id: "contrast", title: "picture contrast",
        lines: [
            Line(name: "anchor", key: MetricKey.anchorContrast, role: .anchor),
            Line(name: "contrast", key: MetricKey.contrast, role: .policy),
        ])

    /// Whether the policy's updates are sound.
    static let health: [CurveSubject] = [
        ("ratio", "ratio max", MetricKey.ratioMax),
        ("clipped", "clip fraction", MetricKey.clipFraction),
        ("divergence", "approximate KL", MetricKey.approximateKL),
        ("gradient", "gradient norm", MetricKey.gradientNorm),
    ].map { id, title, key in
        CurveSubject(id: id, title: title, lines: [Line(name: title, key: key, role: .policy)])
    }
}
