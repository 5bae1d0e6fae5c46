import Workbench

/// A line of the per-prompt table: the means over a prompt's samples in one epoch.
struct PromptRow: Sendable, Equatable, Identifiable {
    /// The prompt's.
    let id: Int
    let text: String
    let count: Int
    /// Less the anchor's, where that is known of all of them.
    let total: Double
    /// Policy minus anchor, by reward name.
    let differences: [String: Double]

    static func rows(of samples: [SampleRecord], rewards: [String]) -> [PromptRow] {
        Dictionary(grouping: samples, by: \.promptID).map { id, samples in
            let differences = rewards.map { reward in
                (reward, RewardSummary(reward: reward, samples: samples).difference.mean)
            }
            return PromptRow(
                id: id, text: samples.first?.prompt ?? "", count: samples.count,
                total: mean(of: samples).total,
                differences: Dictionary(differences) { first, _ in first })
        }
    }

    /// The mean total, less the anchor's where that is known of all samples.
    static func mean(of samples: [SampleRecord]) -> (total: Double, isGain: Bool) {
        let gains = samples.compactMap(\.gain)
        let isGain = !samples.isEmpty && gains.count == samples.count
        return (Interval(isGain ? gains : samples.map(\.total)).mean, isGain)
    }

    /// Sorted, NaN last, equal ones by their text.
    static func sorted(
        _ rows: [PromptRow], by column: RewardsState.SortColumn, ascending: Bool
    ) -> [PromptRow] {
        rows.sorted { left, right in
            if column != .prompt {
                let (one, other) = (left.number(column), right.number(column))
                if one.isNaN != other.isNaN { return other.isNaN }
                if one != other, !one.isNaN { return (one < other) == ascending }
            } else if left.text != right.text {
                return (left.text < right.text) == ascending
            }
            return (left.text, left.id) < (right.text, right.id)
        }
    }

    private func number(_ column: RewardsState.SortColumn) -> Double {
        switch column {
        case .total: total
        case .count: Double(count)
        case .reward(let name): differences[name] ?? .nan
        case .prompt: .nan
        }
    }
}
