import Terminal
import Workbench

/// A chart: what it is called and which metrics it draws.
struct CurveSubject: Sendable, Equatable, Identifiable {
    struct Line: Sendable, Equatable {
        var name: String
        /// The metric that is drawn.
        var key: String
        var role: Role
        /// The metric that it is drawn against: the curve is the difference.
        var baseline: String?
        /// The metric that the values are divided by.
        var scale: String?
    }

    /// The same in every session.
    var id: String
    var title: String
    var lines: [Line]
    /// What the numbers are measured in; empty for those that have no unit.
    var unit = ""
    /// What its several curves are, before their names.
    var heading: String?

    /// Whether the curve is a difference from the anchor.
    var isRelative: Bool { lines.contains { $0.baseline != nil } }

    /// The charts of a run, those with metrics that some report has, total first.
    ///
    /// - Parameter hasOwnUnits: draws all rewards over each other as they are, not in standard
    ///   deviations.
    static func all(
        for run: RunDescription?, history: History, hasOwnUnits: Bool = false
    ) -> [CurveSubject] {
        let rewards = run?.rewards ?? []
        let known = history.metrics
        func against(_ anchor: String) -> String? { known.contains(anchor) ? anchor : nil }
        var subjects = [total(against: against(MetricKey.anchorTotal))]
        subjects += rewards.enumerated().map { index, reward in
            CurveSubject(
                id: reward.name, title: reward.label,
                lines: [
                    Line(
                        name: reward.label, key: MetricKey.mean(reward.name), role: .reward(index),
                        baseline: against(MetricKey.anchorMean(reward.name)))
                ])
        }
        if rewards.count > 1 {
            subjects.append(overlay(rewards, hasOwnUnits: hasOwnUnits, known: known))
        }
        subjects += health
        if known.contains(MetricKey.anchorKL) { subjects.append(anchorKL) }
        let judged = rewards.filter { known.contains(MetricKey.judge($0.name)) }
        if !judged.isEmpty {
            subjects.append(
                CurveSubject(
                    id: "judges", title: "held-out judges",
                    lines: judged.map { reward in
                        let index = rewards.firstIndex(of: reward) ?? 0
                        return Line(
                            name: reward.label, key: MetricKey.judge(reward.name),
                            role: .reward(index))
                    }, heading: "judges"))
        }
        if known.contains(MetricKey.contrast) { subjects.append(contrast) }
        return subjects
    }

    /// Each reward is divided by its standard deviation over the anchor's images of a prompt.
    private static func total(against anchor: String?) -> CurveSubject {
        CurveSubject(
            id: "total", title: "total reward",
            lines: [Line(name: "total", key: MetricKey.total, role: .accent, baseline: anchor)],
            unit: "SD")
    }

    static let overlayID = "rewards"

    /// All rewards over each other, in standard deviations where those are known.
    private static func overlay(
        _ rewards: [RewardDescription], hasOwnUnits: Bool, known: Set<String>
    ) -> CurveSubject {
        // One that does not count yet has no mean.
        let measured = rewards.enumerated().filter {
            known.contains(MetricKey.mean($0.element.name))
        }
        let names = measured.map(\.element.name)
        let isScaled = !hasOwnUnits && names.allSatisfy { known.contains(MetricKey.deviation($0)) }
        let isRelative = names.allSatisfy { known.contains(MetricKey.anchorMean($0)) }
        let lines = measured.map { index, reward in
            Line(
                name: reward.label, key: MetricKey.mean(reward.name), role: .reward(index),
                baseline: isRelative ? MetricKey.anchorMean(reward.name) : nil,
                scale: isScaled ? MetricKey.deviation(reward.name) : nil)
        }
        return CurveSubject(
            id: overlayID, title: isRelative ? "rewards Δ anchor" : "rewards", lines: lines,
            unit: isScaled ? "SD" : "",
            heading: (isRelative ? "Δ anchor" : "rewards") + (isScaled ? ", SD" : ""))
    }

    /// A policy whose pictures turn grey or black is collapsing.
    static let contrast = CurveSubject(
        id: "contrast", title: "picture contrast",
        lines: [
            Line(name: "anchor", key: MetricKey.anchorContrast, role: .anchor),
            Line(name: "contrast", key: MetricKey.contrast, role: .policy),
        ])

    /// How far the policy's steps are from the anchor's, as the penalty has it: mean over the
    /// latent's numbers.
    static let anchorKL = CurveSubject(
        id: "anchor-divergence", title: "KL to the anchor",
        lines: [Line(name: "KL to the anchor", key: MetricKey.anchorKL, role: .policy)],
        unit: "nats/dim")

    /// Whether the policy's updates are sound.
    static let health: [CurveSubject] = [
        ("ratio", "ratio max", MetricKey.ratioMax, ""),
        ("clipped", "clip fraction", MetricKey.clipFraction, "of 1"),
        ("divergence", "approximate KL", MetricKey.approximateKL, "nats"),
        ("gradient", "gradient norm", MetricKey.gradientNorm, ""),
    ].map { id, title, key, unit in
        CurveSubject(
            id: id, title: title, lines: [Line(name: title, key: key, role: .policy)], unit: unit)
    }
}
