import Configuration
import Terminal
import Workbench

/// Takes a message in and says what else is to be done. Nothing else changes the model.
func update(_ model: inout Model, _ message: Message) -> [Effect] {
    if case .tick = message {} else { model.needsDrawing = true }
    let effects = model.take(message)
    return effects + model.requestWhatIsShown()
}

extension Model {
    mutating func take(_ message: Message) -> [Effect] {
        switch message {
        case .key(let key): return press(key)
        case .resize(let size):
            self.size = size
            return []
        case .tick(let now): return pass(to: now)
        case .event(let event): return take(event)
        case .snapshot(let snapshot): take(snapshot)
        case .eventsEnded: return endOfEvents()
        case .refused(let command, let reason): return refused(command, reason)
        case .trajectory(let path, let result): take(path, result)
        case .picture(let path, .success(let picture)): prompts.kept.set(picture, for: path)
        case .picture(let path, .failure(let failure)):
            prompts.kept.set(nil, for: path)
            note(.debug, failure.description)
        case .history(let result):
            judging.isExhausted = false
            take(result)
        case .settings(let result): take(result)
        case .earlierLog(.success(let lines)): log.addEarlier(lines)
        case .earlierLog(.failure(let failure)):
            note(.warning, "The log of before cannot be shown: \(failure.description)")
        case .runs(let lines): take(lines)
        case .runCurves(let path, let curves): take(path, curves)
        case .tokenizer(.success(let tokenizer)): self.tokenizer = tokenizer
        case .tokenizer(.failure(let failure)): tokenizerFailure = failure.description
        case .pictures(let current, let available):
            pictures = current
            availablePictures = available
        case .themes(let current, let available):
            theme = current
            availableThemes = available
        case .mouse(let isOn): isMouseOn = isOn
        case .editedText(.text(let text)): return takeEdited(text)
        case .editedText(.failed(let reason)): say(reason, as: .warning)
        case .signal(let signal): return take(signal)
        case .notice(let text): say(text)
        }
        return []
    }

    mutating func say(_ text: String, as role: Role = .text) {
        notice = Notice(text: text, role: role, until: now + Notice.duration)
    }

    private mutating func take(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        if snapshot.epochs > 0 { runSettings.follow { $0.rlcf.epochs = snapshot.epochs } }
    }

    private mutating func take(_ result: Result<History, TrajectoryFailure>) {
        switch result {
        case .success(let earlier): history.fill(from: earlier)
        case .failure(let failure):
            note(.warning, "The epochs of before cannot be shown: \(failure.description)")
        }
    }

    private mutating func take(
        _ path: String, _ result: Result<TrajectoryFrames, TrajectoryFailure>
    ) {
        switch result {
        case .success(let frames): trajectory.store.set(.ready(frames), for: path)
        case .failure(let failure):
            trajectory.store.set(.failed(failure.description), for: path)
        }
    }

    /// Puts a line of the front end's own into the log.
    mutating func note(_ level: LogLine.Level, _ text: String) {
        log.add(LogLine(level: level, text: text, time: now), since: openedAt)
        if pane == .log { log.unseen = 0 }
    }

    /// Asks for files that the screen needs and nobody has asked for, and starts the wait before the
    /// engine is asked when what is looked at has changed.
    mutating func requestWhatIsShown() -> [Effect] {
        guard let run else { return [] }
        if scope == .judging { return requestJudgedPictures(of: run) }
        switch pane {
        case .trajectory: return requestTrajectories(of: run)
        case .prompts:
            guard let path = keptSample?.picture, !prompts.kept.isKnown(path) else { return [] }
            prompts.kept.set(nil, for: path)
            return [.loadPicture(run: run.folder, path: path)]
        case .curves, .rewards, .log: return []
        }
    }

    private mutating func requestTrajectories(of run: RunDescription) -> [Effect] {
        guard let sample = shownSample else { return [] }
        var effects: [Effect] = []
        for path in [sample.trajectory, partnerPath].compactMap({ $0 }) {
            if trajectory.store[path] == nil {
                trajectory.store.set(.loading, for: path)
                effects.append(.loadTrajectory(run: run.folder, path: path))
            } else {
                trajectory.store.touch(path)
            }
        }
        let wanted = trajectoryRequests
        if wanted.isEmpty {
            trajectory.askAt = nil
            trajectory.waitingFor = []
        } else if trajectory.waitingFor != wanted {
            trajectory.waitingFor = wanted
            trajectory.askAt = now + TrajectoryState.restDelay
        }
        return effects
    }
}
