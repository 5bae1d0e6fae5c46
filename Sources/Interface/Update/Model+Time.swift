import Workbench

extension Model {
    /// When something is due that no message brings; nil where nothing is.
    var nextTick: Double? {
        var times: [Double] = []
        if let notice { times.append(notice.until) }
        if trajectory.isPlaying { times.append(trajectory.nextStepAt) }
        if let time = trajectory.askAt { times.append(time) }
        if let time = prompts.picture.dueAt { times.append(time) }
        if let time = prompts.sheet.dueAt { times.append(time) }
        if clock.isRunning {
            let seconds = clock.seconds(at: now)
            times.append(now + 1 - (seconds - seconds.rounded(.down)))
        }
        return times.min()
    }

    mutating func pass(to time: Double) -> [Effect] {
        let secondsBefore = Int(clock.seconds(at: now))
        now = max(now, time)
        if Int(clock.seconds(at: now)) != secondsBefore { needsDrawing = true }
        if let notice, notice.until <= now {
            self.notice = nil
            needsDrawing = true
        }
        if trajectory.isPlaying, trajectory.nextStepAt <= now { playStep() }
        var effects: [Effect] = []
        if let due = trajectory.askAt, due <= now { effects += askAboutTrajectory() }
        if let due = prompts.sheet.dueAt, due <= now { effects += drawSheet() }
        if let due = prompts.picture.dueAt, due <= now {
            prompts.picture.dueAt = nil
            if disabledReason(.draw) == nil { effects += drawPrompt() }
        }
        return effects
    }

    private mutating func playStep() {
        needsDrawing = true
        trajectory.step = shownStep + 1
        trajectory.nextStepAt = now + TrajectoryState.stepDuration
        if trajectory.step >= trajectorySteps - 1 { trajectory.isPlaying = false }
    }

    private mutating func askAboutTrajectory() -> [Effect] {
        let wanted = trajectory.waitingFor.map(startingAtCursor)
        trajectory.askAt = nil
        trajectory.waitingFor = []
        for command in wanted {
            switch command {
            case .decode(let request): trajectory.decoded.ask(request)
            case .examine(let requests): trajectory.examinations.ask(requests)
            case .attend(let request): trajectory.attention.ask(request)
            case .regenerate(let request): trajectory.regenerations.ask(request)
            default: break
            }
        }
        return wanted.map { .perform($0) }
    }

    /// The step that is looked at first, then those after it, then the others.
    private func startingAtCursor(_ command: Command) -> Command {
        guard case .examine(var requests) = command else { return command }
        for index in requests.indices {
            let steps = requests[index].steps
            requests[index].steps =
                steps.filter { $0 >= shownStep } + steps.filter { $0 < shownStep }
        }
        return .examine(requests)
    }
}
