import Terminal
import Workbench

/// A chart: what it is called and which metrics it draws.
struct CurveSubject: Sendable, Equatable, Identifiable {
    struct Line: Sendable, Equatable {
        var name: String
        /// Metric keys, the first that an epoch has is drawn.
        var keys: [String]
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
                        name: "anchor", keys: ["reward/\(reward.name)/anchor_mean"], role: .anchor),
                    Line(
                        name: reward.name, keys: ["reward/\(reward.name)/mean"],
                        role: .series(index)),
                ])
        }
        subjects += health
        let known = Set(history.reports.suffix(8).flatMap(\.metrics.keys))
        let judged = rewards.filter { known.contains("judge/\($0.name)") }
        if !judged.isEmpty {
            subjects.append(
                CurveSubject(
                    id: "judges", title: "held-out judges",
                    lines: judged.map { reward in
                        let index = rewards.firstIndex(of: reward) ?? 0
                        return Line(
                            name: reward.name, keys: ["judge/\(reward.name)"],
                            role: .series(index))
                    }))
        }
        return subjects
    }

    static let total = CurveSubject(
        id: "total", title: "total reward",
        lines: [Line(name: "total", keys: ["reward/total/mean", "reward/total"], role: .accent)])

    /// Whether the policy's updates are sound.
    static let health: [CurveSubject] = [
        ("ratio", "ratio max", "policy/ratio_max"),
        ("clipped", "clip fraction", "policy/clip_fraction"),
        ("divergence", "approximate KL", "policy/approx_kl"),
        ("gradient", "gradient norm", "optimizer/grad_norm"),
    ].map { id, title, key in
        CurveSubject(id: id, title: title, lines: [Line(name: title, keys: [key], role: .policy)])
    }
}
