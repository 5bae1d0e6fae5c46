import Terminal
import Workbench

/// The runs that there are, and those that are compared.
struct RunsState: Sendable, Equatable {
    /// Newest first; nil until they are read.
    var lines: [RunLine]?
    /// The place of the chosen one among those shown.
    var chosen = 0
    /// Paths of the runs whose curves are drawn, in the order in which they were chosen.
    var marked: [String] = []
    /// The run that the others are compared with.
    var baseline: String?
    /// The chosen metric's key; nil takes the first.
    var metric: String?
    /// Only runs in this state are listed; nil lists all.
    var state: RunListState?
    /// Curves of runs that were marked, without samples, by path.
    var curves: [String: History] = [:]

    var shown: [RunLine] {
        (lines ?? []).filter { state == nil || $0.state == state }
    }

    var chosenLine: RunLine? {
        let shown = shown
        return shown.isEmpty ? nil : shown[min(chosen, shown.count - 1)]
    }

    /// The colour of a run's curve: from its name, the same in every session, unless a run that
    /// was marked before it has it.
    func role(of path: String) -> Role? {
        var taken: Set<Int> = []
        for other in marked {
            let start = Self.place(of: other)
            let free = (0..<Role.series.count).map { (start + $0) % Role.series.count }
                .first { !taken.contains($0) }
            if other == path { return .series(free ?? start) }
            if let free { taken.insert(free) }
        }
        return nil
    }

    /// The letter of a run's curve, in the order of marking.
    func letter(of path: String) -> Unicode.Scalar? {
        marked.firstIndex(of: path).flatMap { Unicode.Scalar(UInt8(65 + $0 % 26)) }
    }

    private static func place(of path: String) -> Int {
        let name = path.split(separator: "/").last ?? ""
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Int(hash) % Role.series.count
    }

    // MARK: What is compared

    /// What the curves show: totals, rewards, judges, as far as a marked run has them.
    var metrics: [ComparedMetric] {
        let keys = curves.values.reduce(into: Set<String>()) { $0.formUnion($1.metrics) }
        let names = keys.compactMap { key -> String? in
            let parts = key.split(separator: "/")
            return parts.count == 3 && parts[0] == "reward" && parts[2] == "mean"
                ? String(parts[1]) : nil
        }.sorted()
        let rewards = names.filter { $0 == "total" } + names.filter { $0 != "total" }
        return rewards.map {
            ComparedMetric(
                title: $0 == "total" ? "total reward" : $0, key: MetricKey.mean($0),
                baseline: MetricKey.anchorMean($0))
        }
            + rewards.filter { keys.contains(MetricKey.judge($0)) }.map {
                ComparedMetric(title: "\($0) by the judge", key: MetricKey.judge($0), baseline: nil)
            }
    }

    var shownMetric: ComparedMetric? {
        let metrics = metrics
        return metrics.first { $0.key == metric } ?? metrics.first
    }

    /// The mean of the metric over the last five epochs.
    func level(of path: String) -> Double? {
        guard let metric = shownMetric, let history = curves[path] else { return nil }
        let last = history.series(metric.key, less: metric.baseline).values
            .filter(\.isFinite).suffix(5)
        return last.isEmpty ? nil : last.reduce(0, +) / Double(last.count)
    }
}
