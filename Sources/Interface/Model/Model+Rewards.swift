import Foundation
import Workbench

extension Model {
    /// The epoch that the Rewards pane shows.
    var shownRewardsEpoch: Int? { rewards.epoch ?? history.lastSampledEpoch }

    var shownRewardsSamples: [SampleRecord] {
        shownRewardsEpoch.flatMap { history.samples[$0] } ?? []
    }

    /// The per-prompt table, sorted and filtered.
    var promptRows: [PromptRow] {
        var rows = PromptRow.rows(of: shownRewardsSamples, rewards: rewardNames)
        if !rewards.filter.isEmpty {
            rows = rows.filter {
                $0.text.range(of: rewards.filter, options: .caseInsensitive) != nil
            }
        }
        return PromptRow.sorted(rows, by: rewards.sort, ascending: rewards.isAscending)
    }

    /// What the cursor of the Rewards pane stands on.
    enum RewardsLine: Equatable {
        case reward(RewardDescription)
        case prompt(PromptRow)
    }

    var chosenRewardsLine: RewardsLine? {
        let descriptions = run?.rewards ?? []
        if rewards.cursor < descriptions.count { return .reward(descriptions[rewards.cursor]) }
        let rows = promptRows
        let index = rewards.cursor - descriptions.count
        return rows.indices.contains(index) ? .prompt(rows[index]) : nil
    }
}
