import Workbench

/// What the epochs so far have brought.
struct History: Sendable, Equatable {
    /// Ascending by epoch, one each.
    private(set) var reports: [EpochReport] = []
    /// What any of them has measured; some is measured every so many epochs only.
    private(set) var metrics: Set<String> = []
    /// By epoch, in the order of the rollout.
    private(set) var samples: [Int: [SampleRecord]] = [:]

    /// What was found of pairs of pictures, ascending by id.
    private(set) var judgements: [PairJudgement] = []

    var isEmpty: Bool { reports.isEmpty && samples.isEmpty }
    var lastReport: EpochReport? { reports.last }
    /// Ascending.
    var sampledEpochs: [Int] { samples.keys.sorted() }
    var lastSampledEpoch: Int? { samples.keys.max() }

    /// Epochs of which a trajectory is kept, ascending.
    var trajectoryEpochs: [Int] {
        sampledEpochs.filter { samples[$0]?.contains { $0.trajectory != nil } ?? false }
    }

    func report(of epoch: Int) -> EpochReport? {
        let index = reports.partitioningIndex { $0.epoch >= epoch }
        return index < reports.count && reports[index].epoch == epoch ? reports[index] : nil
    }

    /// The samples of an epoch that have a trajectory.
    func trajectories(of epoch: Int) -> [SampleRecord] {
        samples[epoch]?.filter { $0.trajectory != nil } ?? []
    }

    /// The newest sample of a prompt that has a trajectory.
    func newestTrajectory(promptID: Int) -> SampleRecord? {
        for epoch in sampledEpochs.reversed() {
            let found = trajectories(of: epoch).first { $0.promptID == promptID }
            if let found { return found }
        }
        return nil
    }

    /// A later report of the same epoch replaces the earlier one.
    mutating func add(_ report: EpochReport) {
        metrics.formUnion(report.metrics.keys)
        let index = reports.partitioningIndex { $0.epoch >= report.epoch }
        if index < reports.count, reports[index].epoch == report.epoch {
            reports[index] = report
        } else {
            reports.insert(report, at: index)
        }
    }

    /// Epochs of which samples are kept; the oldest are forgotten first.
    static let sampledEpochLimit = 400

    /// Samples of one epoch may come in several parts.
    mutating func add(epoch: Int, samples records: [SampleRecord]) {
        let indices = Set(records.map(\.index))
        let others = (samples[epoch] ?? []).filter { !indices.contains($0.index) }
        samples[epoch] = (others + records).sorted { $0.index < $1.index }
        forgetOldSamples()
    }

    /// A choice that is there already is replaced.
    mutating func add(_ judgement: PairJudgement) {
        let index = judgements.partitioningIndex { $0.id >= judgement.id }
        if index < judgements.count, judgements[index].id == judgement.id {
            judgements[index] = judgement
        } else {
            judgements.insert(judgement, at: index)
        }
    }

    mutating func withdrawJudgement(_ id: Int) { judgements.removeAll { $0.id == id } }

    /// Takes over what another history has and this one has not.
    mutating func fill(from other: History) {
        for report in other.reports where self.report(of: report.epoch) == nil { add(report) }
        for (epoch, records) in other.samples where samples[epoch] == nil {
            samples[epoch] = records
        }
        let known = Set(judgements.map(\.id))
        for judgement in other.judgements where !known.contains(judgement.id) { add(judgement) }
        forgetOldSamples()
    }

    /// Forgets what came after an epoch.
    mutating func goBack(to epoch: Int) {
        reports.removeAll { $0.epoch > epoch }
        metrics = Set(reports.flatMap(\.metrics.keys))
        samples = samples.filter { $0.key <= epoch }
    }

    private mutating func forgetOldSamples() {
        while samples.count > Self.sampledEpochLimit, let oldest = samples.keys.min() {
            samples[oldest] = nil
        }
    }

    /// A metric's values and the epochs that have it; less another one where there is a baseline,
    /// divided by another one where there is a scale, at the epochs that have all of them.
    func series(
        _ key: String, less baseline: String? = nil, over scale: String? = nil
    ) -> (steps: [Double], values: [Double]) {
        var steps: [Double] = []
        var values: [Double] = []
        for report in reports {
            guard var value = report.metrics[key] else { continue }
            if let baseline {
                guard let other = report.metrics[baseline] else { continue }
                value -= other
            }
            if let scale {
                guard let unit = report.metrics[scale] else { continue }
                value /= unit
            }
            steps.append(Double(report.epoch))
            values.append(value)
        }
        return (steps, values)
    }
}

extension Array {
    /// The first index whose element satisfies the predicate, where all after it do too.
    func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
