import Runs
import Workbench

extension History {
    /// What a run's store holds of its epochs, without samples.
    init(epochsOf path: String) throws {
        self.init()
        for report in try RunReader(RunFolder(path: path)).history.reports() { add(report) }
    }

    /// What a run's store holds of its epochs; samples of the latest ones only.
    init(run path: String) throws {
        let reader = try RunReader(RunFolder(path: path))
        self.init()
        let reports = try reader.history.reports()
        for report in reports { add(report) }
        for report in reports.suffix(Self.sampledEpochLimit) {
            let records = try reader.history.samples(epoch: report.epoch)
            if !records.isEmpty { add(epoch: report.epoch, samples: records) }
        }
        for judgement in try reader.history.judgements() { add(judgement) }
    }
}
