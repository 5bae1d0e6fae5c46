import Terminal
import Workbench

extension Model {
    /// The alarm that the window's keys are about; nil where the chosen one holds no longer.
    var chosenAlarm: Alarm? {
        guard case .alarms(let chosen) = overlay else { return nil }
        return alarms.first { $0.id == chosen }
    }

    /// The reward whose weight the keys change.
    var weighedReward: RewardDescription? {
        if case .alarms = overlay {
            let name = chosenAlarm?.reward
            return run?.rewards.first { $0.name == name }
        }
        guard case .reward(let reward)? = chosenRewardsLine else { return nil }
        return reward
    }

    mutating func moveInAlarms(_ action: Action) {
        guard case .alarms(let chosen) = overlay, !alarms.isEmpty else { return }
        let index = alarms.firstIndex { $0.id == chosen }
        let next = index.map { moved($0, action, count: alarms.count) } ?? 0
        overlay = .alarms(chosen: alarms[next].id)
    }

    mutating func rollBack() -> [Effect] {
        guard let epoch = chosenAlarm?.checkpoint else { return [] }
        say("Going back to the checkpoint of epoch \(epoch).", as: .warning)
        return [.perform(.rollBack(epoch: epoch))]
    }

    /// The run is where it was after an epoch.
    mutating func goBack(to epoch: Int) {
        history.goBack(to: epoch)
        run?.finishedEpochs = epoch
        if let saved = checkpoint, saved.epoch > epoch { checkpoint = nil }
        curves.inspected = nil
        followNewestRewards()
        trajectory.goBack()
        judging.goBack(to: epoch)
        // Epochs that are made again leave other files under the same names.
        prompts.kept = KeptPictures()
        clock.set(elapsed: history.lastReport?.elapsed ?? 0, now: now)
    }
}
