import Workbench

extension Model {
    mutating func move(_ action: Action) -> [Effect] {
        switch scope {
        case .curves: moveInCurves(action)
        case .rewards: moveInRewards(action)
        case .trajectory: moveInTrajectory(action)
        case .prompts: moveInPrompts(action)
        case .log: moveInLog(action)
        case .editor:
            let width = promptEditorWidth
            return edit { $0.move(action, width: width) }
        case .commandLine:
            if action == .up || action == .down {
                recallCommand(older: action == .up)
            } else {
                editLine { $0.move(action, width: .max) }
            }
        case .filter, .settingValue: editLine { $0.move(action, width: .max) }
        case .settings: moveInSettings(action)
        case .help, .detail: scroll(action)
        case .sheet: moveInSheet(action)
        case .alarms: moveInAlarms(action)
        case .runs: moveInRuns(action)
        case .leaving, .detaching, .tour, .judging: break
        }
        return []
    }

    private mutating func moveInCurves(_ action: Action) {
        switch action {
        case .up, .down:
            let ids = curveSubjects.map(\.id)
            let index = ids.firstIndex(of: chosenCurve.id) ?? 0
            curves.chosen = ids[wrapped(index + (action == .down ? 1 : -1), count: ids.count)]
        case .left: inspect(by: -1)
        case .right: inspect(by: 1)
        case .pageUp: inspect(by: -10)
        case .pageDown: inspect(by: 10)
        case .first: curves.inspected = history.reports.first?.epoch
        case .last: curves.inspected = nil
        default: break
        }
    }

    /// To another finished epoch; on from the last one the newest is followed again.
    private mutating func inspect(by count: Int) {
        let epochs = history.reports.map(\.epoch)
        guard let last = epochs.last else { return }
        let current = epochs.partitioningIndex { $0 >= curves.inspected ?? last }
        let index = current + count
        if index >= epochs.count {
            curves.inspected = nil
        } else {
            curves.inspected = epochs[max(0, index)]
        }
    }

    private mutating func moveInRewards(_ action: Action) {
        let count = rewardNames.count + promptRows.count
        chooseRewardsLine(moved(rewards.cursor, action, count: count))
    }

    /// The rows of the prompts change with every epoch, so that one of them is held.
    mutating func chooseRewardsLine(_ line: Int) {
        rewards.cursor = line
        if line >= rewardNames.count, rewards.epoch == nil { rewards.epoch = shownRewardsEpoch }
    }

    /// No row stays chosen, for the next epoch has others.
    mutating func followNewestRewards() {
        rewards.epoch = nil
        rewards.cursor = min(rewards.cursor, max(0, rewardNames.count - 1))
    }

    private mutating func moveInLog(_ action: Action) {
        let count = log.shown.count
        let line = moved(max(0, count - 1 - log.fromEnd), action, count: count)
        log.fromEnd = max(0, count - 1 - line)
    }

    private mutating func moveInPrompts(_ action: Action) {
        let entries = promptEntries
        guard !entries.isEmpty else { return }
        let index = entries.firstIndex(of: prompts.chosen) ?? 0
        prompts.chosen = entries[moved(index, action, count: entries.count)]
    }

    /// Over the lines that the filter shows, round and round.
    mutating func moveMatch(by offset: Int) {
        guard !runSettings.isOpen else {
            runSettings.chosen = wrapped(
                runSettings.chosen + offset, count: runSettings.shown.count)
            return
        }
        switch pane {
        case .rewards: moveRow(by: offset)
        case .log:
            let count = log.shown.count
            log.fromEnd = wrapped(min(log.fromEnd, count - 1) - offset, count: count)
        case .curves, .trajectory, .prompts: break
        }
    }

    /// From a reward's line the first row is the next one, and the last one the one before.
    private mutating func moveRow(by offset: Int) {
        let (first, count) = (rewardNames.count, promptRows.count)
        guard count > 0 else { return }
        let row = rewards.cursor - first
        let start = row >= 0 ? row : offset > 0 ? -1 : count
        chooseRewardsLine(first + wrapped(start + offset, count: count))
    }

    private func wrapped(_ index: Int, count: Int) -> Int {
        count > 0 ? (index % count + count) % count : 0
    }

    private mutating func moveInTrajectory(_ action: Action) {
        switch action {
        case .left: moveStep(to: shownStep - 1)
        case .right: moveStep(to: shownStep + 1)
        case .pageUp: moveStep(to: shownStep - 10)
        case .pageDown: moveStep(to: shownStep + 10)
        case .first: moveStep(to: 0)
        case .last: moveStep(to: trajectorySteps - 1)
        case .up: moveSample(by: -1)
        case .down: moveSample(by: 1)
        default: break
        }
    }

    mutating func moveStep(to step: Int) {
        trajectory.isPlaying = false
        trajectory.step = min(max(0, step), trajectorySteps - 1)
        holdEpoch()
    }

    private mutating func moveSample(by offset: Int) {
        let samples = shownTrajectorySamples
        guard let current = shownSample,
            let index = samples.firstIndex(where: { $0.index == current.index })
        else { return }
        holdEpoch()
        trajectory.index = samples[min(max(0, index + offset), samples.count - 1)].index
    }

    /// What is looked at stays where it is when a new epoch comes.
    private mutating func holdEpoch() {
        if trajectory.epoch == nil { trajectory.epoch = shownTrajectoryEpoch }
        if trajectory.index == nil { trajectory.index = shownSample?.index }
    }

    mutating func moveEpoch(by offset: Int) {
        let isRewards = pane == .rewards
        let epochs = isRewards ? history.sampledEpochs : history.trajectoryEpochs
        guard let current = isRewards ? shownRewardsEpoch : shownTrajectoryEpoch else { return }
        let index = epochs.partitioningIndex { $0 >= current } + offset
        let epoch = epochs.indices.contains(index) ? epochs[index] : nil
        // On from the last one the newest is followed again; before the first one nothing is.
        if epoch == nil, offset < 0 { return }
        if !isRewards {
            trajectory.epoch = epoch
        } else if let epoch {
            rewards.epoch = epoch
        } else {
            followNewestRewards()
        }
    }

    /// A page is ten lines, whatever the screen's size.
    func moved(_ index: Int, _ action: Action, count: Int) -> Int {
        let target =
            switch action {
            case .up: index - 1
            case .down: index + 1
            case .pageUp: index - 10
            case .pageDown: index + 10
            case .first: 0
            case .last: count - 1
            default: index
            }
        return min(max(0, target), max(0, count - 1))
    }

    private mutating func scroll(_ action: Action) {
        switch overlay {
        case .help(let scope, let scroll, let covered):
            let last = HelpWindow.lastScroll(self, scope)
            overlay = .help(
                scope, scroll: moved(min(scroll, last), action, count: last + 1), over: covered)
        case .detail(let title, let text, let scroll, let covered):
            let last = DetailWindow.lastScroll(text, in: size)
            overlay = .detail(
                title: title, text: text,
                scroll: moved(min(scroll, last), action, count: last + 1), over: covered)
        case .leaving, .detaching, .alarms, .runs, .commandLine, .filter, .sheet, .tour, .judging,
            nil:
            break
        }
    }
}

extension TextEditor {
    fileprivate mutating func move(_ action: Action, width: Int) {
        switch action {
        case .left: moveLeft()
        case .right: moveRight()
        case .wordLeft: moveWordLeft()
        case .wordRight: moveWordRight()
        case .first: moveToLineStart()
        case .last: moveToLineEnd()
        case .up: moveVertically(by: -1, width: width)
        case .down: moveVertically(by: 1, width: width)
        default: break
        }
    }
}
