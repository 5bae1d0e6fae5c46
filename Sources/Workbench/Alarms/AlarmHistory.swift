/// The epochs that alarms are judged by, the newest last.
struct AlarmHistory: Sendable {
    /// Older epochs are forgotten, but for the first ones.
    static let longest = 400

    private(set) var reports: [EpochReport] = []

    mutating func add(_ report: EpochReport) {
        reports.removeAll { $0.epoch >= report.epoch }
        reports.append(report)
        if reports.count > Self.longest { reports.remove(at: Self.longest / 2) }
    }

    /// A metric where it is known.
    func values(_ key: String) -> [Double] { reports.compactMap { $0.metrics[key] } }

    /// A reward's mean above the anchor's of the same prompts.
    func gains(_ reward: String) -> [Double] {
        reports.compactMap { report in
            guard let mean = report.metrics["reward/\(reward)/mean"],
                let anchor = report.metrics["anchor/\(reward)/mean"]
            else { return nil }
            return mean - anchor
        }
    }

    func last(_ key: String) -> Double? { reports.last?.metrics[key] }
}
