import Runs
import Workbench

extension History {
    /// Everything that a run's store holds of its epochs.
    init(run path: String) throws {
        let reader = try RunReader(RunFolder(path: path))
        self.init()
        for report in try reader.history.reports() {
            add(report)
            let records = try reader.history.samples(epoch: report.epoch)
            if !records.isEmpty { add(epoch: report.epoch, samples: records) }
        }
    }
}
