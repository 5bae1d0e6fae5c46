import Configuration
import Evaluation

/// An evaluation as tables.
struct EvaluationText {
    private let outcome: EvaluationOutcome

    init(_ outcome: EvaluationOutcome) { self.outcome = outcome }

    var text: String {
        let report = outcome.report
        let scores = report.measures.filter { $0.isLargerBetter && !$0.name.contains("/") }
        let diagnoses = report.measures.filter { $0.name.hasPrefix("diagnosis/") }
        let areas = report.measures.filter { $0.name.hasPrefix("auroc/") }
        let others = report.measures.filter { !$0.isLargerBetter }
        let tables = [
            ("score", scores), ("diagnosis where asked for", diagnoses), ("AUROC", areas),
            ("pictures, lower is better", others),
        ].filter { !$0.1.isEmpty }.map { table($0.0, $0.1) }
        return ([heading] + tables + [outcome.remarks.joined(separator: "\n")])
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var heading: String {
        let (order, report) = (outcome.order, outcome.report)
        let settings = order.settings
        let policy = order.subjects.map(\.name).joined(separator: ", ")
        let anchor = order.anchor.map { " against \($0.name)" } ?? ""
        let films = report.films > 0 ? ", \(report.films) films of validation patients" : ""
        return """
            \(policy)\(anchor)
            \(report.prompts) prompts × \(report.seedsPerPrompt) seeds\(films); \
            \(settings.sampler.rawValue), \(settings.steps) steps, eta \(Format.short(settings.eta)), \
            guidance \(Format.short(settings.guidance))
            """
    }

    private func table(_ title: String, _ measures: [EvaluationReport.Measure]) -> String {
        guard outcome.hasAnchor else {
            var table = Table([title, "model", "95 % interval"], numeric: [1, 2])
            table.rows = measures.map { measure in
                let value = measure.comparison.policy
                return [name(measure), number(value.value), interval(value, signed: false)]
            }
            return table.text
        }
        let runs = outcome.order.subjects.count > 1
        let header = [title, "anchor", "policy", "difference", "95 % interval", ""]
        var table = Table(header + (runs ? ["of each run"] : []), numeric: [1, 2, 3, 4])
        table.rows = measures.map { measure in
            let comparison = measure.comparison
            let row = [
                name(measure), number(comparison.anchor.value), number(comparison.policy.value),
                Format.signed(comparison.difference.value),
                interval(comparison.difference, signed: true), measure.isBetter ? "*" : "",
            ]
            let each = comparison.runDifferences.map { Format.signed($0) }
            return row + (runs ? [each.joined(separator: " ")] : [])
        }
        return table.text
    }

    private func name(_ measure: EvaluationReport.Measure) -> String {
        let name =
            switch measure.name {
            case "fid": "FID"
            case "kid": "KID"
            case "ms_ssim": "MS-SSIM"
            case "diagnosis/none": "no finding"
            default:
                (measure.name.split(separator: "/").last.map(String.init) ?? "")
                    .replacing("_", with: " ")
            }
        return measure.role.map { "\($0.rawValue) \(name)" } ?? name
    }

    private func number(_ value: Double) -> String { Format.fixed(value) }

    private func interval(_ estimate: Estimate, signed: Bool) -> String {
        guard estimate.low.isFinite, estimate.high.isFinite else { return "–" }
        return signed
            ? "\(Format.signed(estimate.low)) … \(Format.signed(estimate.high))"
            : "\(Format.fixed(estimate.low)) … \(Format.fixed(estimate.high))"
    }
}
