import Configuration
import RLCF

/// The doctor's plan for a model and the memory there is.
struct PlanText {
    let plan: MemoryPlan
    let configuration: Configuration

    /// Settings that the plan proposes, where they differ from those that are configured.
    var changes: [String] {
        var changes: [String] = []
        if let size = plan.rolloutMicroBatch, size != configuration.rollout.microBatch {
            changes.append("rollout.micro_batch=\(size)")
        }
        if let size = plan.updateMicroBatch, size != configuration.rlcf.microBatch {
            changes.append("rlcf.micro_batch=\(size)")
        }
        if plan.costs.recomputes != configuration.rlcf.recompute {
            changes.append("rlcf.recompute=\(plan.costs.recomputes)")
        }
        return changes
    }

    var text: String {
        let costs = plan.costs
        var lines = [
            "plan        for \(Format.mebibytes(plan.budget)) of memory beside the weights",
            "  a pass takes \(line(costs.sampling, "sample of the rollout")), "
                + "\(line(costs.judging, "image to decode and score")), "
                + line(costs.update, "pair of the update"),
            "  an epoch takes about \(Format.duration(plan.epochSeconds)): sampling "
                + "\(Format.duration(plan.samplingSeconds)), decoding and scoring "
                + "\(Format.duration(plan.judgingSeconds)), update "
                + Format.duration(plan.updateSeconds),
        ]
        if let accumulation = plan.accumulation, let size = plan.updateMicroBatch {
            lines.append(
                "  \(plan.pairsPerMiniBatch) pairs behind an optimiser step, as configured: "
                    + "\(accumulation) passes of \(size)")
        }
        lines.append(advice)
        return lines.joined(separator: "\n")
    }

    private func line(_ cost: PassCost, _ item: String) -> String {
        "\(Format.mebibytes(cost.fixedBytes)) + \(Format.mebibytes(cost.bytesPerItem)) per \(item)"
    }

    private var advice: String {
        guard plan.rolloutMicroBatch != nil, plan.updateMicroBatch != nil else {
            return "  → Not even one sample fits: free some memory, or choose a smaller model."
        }
        guard !changes.isEmpty else { return "  The settings suit this memory." }
        return "  → " + changes.map { "--set \($0)" }.joined(separator: " ")
    }

    var json: JSON {
        let costs = plan.costs
        return .object([
            ("budget", .integer(plan.budget)), ("sampling", Self.json(costs.sampling)),
            ("judging", Self.json(costs.judging)), ("update", Self.json(costs.update)),
            ("rollout_micro_batch", plan.rolloutMicroBatch.map { .integer($0) } ?? .null),
            ("update_micro_batch", plan.updateMicroBatch.map { .integer($0) } ?? .null),
            ("recompute", .bool(costs.recomputes)),
            ("accumulation", plan.accumulation.map { .integer($0) } ?? .null),
            ("pairs_per_mini_batch", .integer(plan.pairsPerMiniBatch)),
            ("epoch_seconds", .number(plan.epochSeconds)),
            ("settings", .array(changes.map { .string($0) })),
        ])
    }

    private static func json(_ cost: PassCost) -> JSON {
        .object([
            ("fixed_bytes", .integer(cost.fixedBytes)),
            ("bytes_per_item", .integer(cost.bytesPerItem)),
            ("seconds_per_item", .number(cost.secondsPerItem)),
        ])
    }
}
