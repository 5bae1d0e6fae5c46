internal import Workbench

/// A run's curves as CSV (RFC 4180): a line an epoch, a column a metric.
public enum CurveTable {
    /// Numbers that are not finite are written `nan`, `inf` and `-inf`; a metric that an epoch
    /// lacks is empty.
    public static func csv(_ run: RunRecord) -> String {
        let keys = run.keys
        let head = (["epoch", "elapsed_seconds"] + keys).map(quoted).joined(separator: ",")
        let rows = run.reports.map { report in
            let values = keys.map { key in report.metrics[key].map(text) ?? "" }
            return (["\(report.epoch)", text(report.elapsed)] + values).joined(separator: ",")
        }
        return ([head] + rows).joined(separator: "\r\n") + "\r\n"
    }

    private static func text(_ value: Double) -> String { "\(value)" }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
