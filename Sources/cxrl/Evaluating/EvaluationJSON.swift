import Configuration
import Evaluation

/// An evaluation as one JSON object.
struct EvaluationJSON {
    private let outcome: EvaluationOutcome

    init(_ outcome: EvaluationOutcome) { self.outcome = outcome }

    var object: JSON {
        let (order, report) = (outcome.order, outcome.report)
        return .object([
            ("policy", .array(order.subjects.map { .string($0.name) })),
            ("anchor", .optional(order.anchor?.name)),
            ("prompts", .integer(report.prompts)),
            ("seeds_per_prompt", .integer(report.seedsPerPrompt)),
            ("films", .integer(report.films)),
            ("sampler", .string(order.settings.sampler.rawValue)),
            ("steps", .integer(order.settings.steps)), ("eta", .number(order.settings.eta)),
            ("guidance", .number(order.settings.guidance)), ("seed", .string(String(order.seed))),
            ("measures", .object(report.measures.map { ($0.key, json($0)) })),
            ("remarks", .array(outcome.remarks.map { .string($0) })),
        ])
    }

    private func json(_ measure: EvaluationReport.Measure) -> JSON {
        let comparison = measure.comparison
        guard outcome.hasAnchor else { return .object([("policy", json(comparison.policy))]) }
        return .object([
            ("anchor", json(comparison.anchor)), ("policy", json(comparison.policy)),
            ("difference", json(comparison.difference)),
            ("run_differences", .array(comparison.runDifferences.map { .number($0) })),
            ("larger_is_better", .bool(measure.isLargerBetter)),
            ("is_better", .bool(measure.isBetter)),
        ])
    }

    private func json(_ estimate: Estimate) -> JSON {
        .object([
            ("value", .number(estimate.value)), ("low", .number(estimate.low)),
            ("high", .number(estimate.high)),
        ])
    }
}
