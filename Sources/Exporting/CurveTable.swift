internal import Workbench

/// A run's curves as CSV: a line an epoch, a column a metric.
public enum CurveTable {
    /// Numbers that are not finite are written `nan`, `inf` and `-inf`; a metric that an epoch
    /// lacks is empty.
    public static func csv(_ run: RunRecord) -> String {
        let keys = run.keys
        let rows = run.reports.map { report in
            ["\(report.epoch)", "\(report.elapsed)"]
                + keys.map { key in report.metrics[key].map { "\($0)" } ?? "" }
        }
        return ([["epoch", "elapsed_seconds"] + keys] + rows).map(CSVLine.text).joined()
    }
}
