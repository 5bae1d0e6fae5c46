import Terminal
import Workbench

extension Model {
    /// The alarm that the window's keys are about.
    var chosenAlarm: Alarm? {
        guard case .alarms(let chosen) = overlay, !alarms.isEmpty else { return nil }
        return alarms[min(chosen, alarms.count - 1)]
    }

    /// The reward whose weight the keys change.
    var weighedReward: RewardDescription? {
        if let alarm = chosenAlarm { return run?.rewards.first { $0.name == alarm.reward } }
        guard case .reward(let reward)? = chosenRewardsLine else { return nil }
        return reward
    }

    mutating func moveInAlarms(_ action: Action) {
        guard case .alarms(let chosen) = overlay else { return }
        let next = action == .up ? chosen - 1 : action == .down ? chosen + 1 : chosen
        overlay = .alarms(chosen: min(max(0, next), max(0, alarms.count - 1)))
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
        rewards.epoch = nil
        trajectory.epoch = nil
        judging.goBack(to: epoch)
        // Epochs that are made again leave other pictures under the same names.
        prompts.kept = KeptPictures()
        clock.set(elapsed: history.lastReport?.elapsed ?? 0, now: now)
    }
}
