import Configuration
import Foundation
import Terminal
import Workbench

extension Model {
    mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .runOpened(let description): return open(description)
        case .phaseChanged(let phase): return enter(phase)
        case .epochFinished(let report):
            history.add(report)
            clock.set(elapsed: report.elapsed, now: now)
        case .samplesScored(let epoch, let samples):
            history.add(epoch: epoch, samples: samples)
            judging.isExhausted = false
        case .checkpointSaved(let saved):
            checkpoint = saved
            record(event)
        case .promptsChanged(let records):
            take(records)
            record(event)
        case .rewardWeightChanged(let name, let weight):
            setWeight(of: name, to: weight)
            record(event)
        case .sampleFinished(let result):
            if prompts.picture.request?.id == result.id {
                prompts.picture.state = .finished(result)
            }
        case .sampleFailed(let id, let reason):
            if prompts.picture.request?.id == id { prompts.picture.state = .failed(reason) }
            note(.warning, "The requested picture was not made: \(reason)")
        case .sheetPictureFinished(let picture): prompts.sheet.add(picture)
        case .sheetFailed(let id, let reason): prompts.sheet.fail(id: id, reason)
        case .decoded(let request, let picture): trajectory.decoded.add(picture, for: request)
        case .stepExamined(let step): trajectory.examinations.add(step)
        case .examinationFailed(let path, let reason):
            trajectory.examinations.fail(path, reason)
        case .attended(let maps): trajectory.attention.set(.read(maps), for: maps.request)
        case .attentionFailed(let request, let reason):
            trajectory.attention.set(.failed(reason), for: request)
        case .regenerated(let result):
            trajectory.regenerations.set(.made(result), for: result.request)
        case .regenerationFailed(let request, let reason):
            trajectory.regenerations.set(.failed(reason), for: request)
        case .alarmsChanged(let alarms): self.alarms = alarms
        case .rolledBack(let epoch): goBack(to: epoch)
        case .judged(let judgement): history.add(judgement)
        case .judgementWithdrawn(let id): history.withdrawJudgement(id)
        case .message(let line):
            log.add(line, since: openedAt)
            if pane == .log { log.unseen = 0 }
        }
        return []
    }

    private mutating func open(_ description: RunDescription) -> [Effect] {
        run = description
        if !prompts.hasChosen, let first = description.prompts.first {
            prompts.chosen = .training(first.id)
            prompts.hasChosen = true
        }
        record(.runOpened(description))
        isReplaying = description.finishedEpochs > 0
        let folder = settings.tokenizerFolder ?? description.model
        var effects: [Effect] = tokenizer == nil ? [.loadTokenizer(folder: folder)] : []
        effects.append(.loadSettings(run: description.folder))
        if description.finishedEpochs > 0 { effects.append(.loadHistory(run: description.folder)) }
        // an engine elsewhere tells it with the rest of the run's past
        if !settings.isWatching, !settings.isAttached {
            effects.append(.loadLog(run: description.folder))
        }
        return effects
    }

    private mutating func enter(_ phase: Phase) -> [Effect] {
        isReplaying = false
        if phase == .ready, self.phase == .loading, startsByItself {
            hasStartedByItself = true
            return [.perform(.start)]
        }
        self.phase = phase
        clock.run(phase == .training, now: now)
        if let leaving {
            switch phase {
            case .stopped, .complete, .failed, .ready: return [.leave(leaving)]
            case .loading, .training, .paused, .stopping: break
            }
        }
        switch phase {
        case .complete:
            say("All epochs are done. \(keyName(.quit)) leaves and prints a summary.", as: .good)
        case .failed:
            say("The engine has failed; the log (\(keyName(.log))) says why.", as: .alarm)
        case .stopped where settings.isWatching: say("Nothing trains this run any more.")
        case .stopped: say("The run has stopped and saved its state.", as: .good)
        case .loading, .ready, .training, .paused, .stopping: break
        }
        return []
    }

    /// Then it never looks as if it waited for a key.
    private var startsByItself: Bool {
        settings.startsTraining && !settings.isWatching && !hasStartedByItself && leaving == nil
    }

    mutating func endOfEvents() -> [Effect] {
        clock.run(false, now: now)
        return leaving.map { [.leave($0)] } ?? []
    }

    /// Notes what has just happened; what happened long ago has its lines in the log already.
    private mutating func record(_ event: Event) {
        if !isReplaying, let line = LogLine(event, time: now) { note(line.level, line.text) }
    }

    private mutating func setWeight(of name: String, to weight: Double) {
        run?.rewards.setWeight(of: name, to: weight)
        runSettings.follow { try $0.setRewardWeight(weight, of: name) }
    }

    /// Where a signal asked to end, nobody is left to answer a refusal to save.
    mutating func refused(_ command: Command, _ reason: String) -> [Effect] {
        let wanted = leaving
        refuse(command, reason)
        guard command == .stop, let wanted, case .signal = wanted else { return [] }
        return [.leave(wanted)]
    }

    private mutating func refuse(_ command: Command, _ reason: String) {
        switch command {
        case .decode(let request):
            trajectory.decoded.drop(request)
            trajectory.decodeRefusal = reason
            return
        case .examine:
            trajectory.examinationRefusal = reason
            return
        case .sheet(let request):
            prompts.sheet.fail(id: request.id, reason)
            return
        case .attend(let request):
            trajectory.attention.set(.failed(reason), for: request)
            return
        case .regenerate(let request):
            trajectory.regenerations.set(.failed(reason), for: request)
            return
        case .sample(let request):
            if prompts.picture.request == request { prompts.picture.state = .failed(reason) }
        case .setPrompts:
            prompts.changes = PromptChanges()
            if !prompts.sent.isEmpty { prompts.sent.removeFirst() }
        case .setRewardWeight, .setEpochs: forgetSetting(refusedBy: command)
        case .stop: leaving = nil
        case .judge(let judgement): refuse(judgement)
        case .start, .pause, .resume, .saveCheckpoint, .cancelSample, .cancelSheet, .rollBack,
            .withdrawJudgement:
            break
        }
        say(reason, as: .warning)
        note(.warning, reason)
    }

    /// Somebody wants the process to end: it saves first where there is something to save.
    mutating func take(_ signal: TerminalSignal) -> [Effect] {
        switch signal {
        case .interrupt: return interrupt()
        case .terminate, .hangUp, .quit, .user1:
            let reason = WorkbenchOutcome.Reason.signal(signal.number)
            return settings.isAttached ? [.leave(reason)] : stopAndLeave(reason)
        }
    }

    /// The first time a clean stop, the second time an immediate one; a run of another process
    /// goes on.
    mutating func interrupt() -> [Effect] {
        if settings.isAttached { return [.leave(leaving ?? .left)] }
        guard leaving == nil, isUnderWay else {
            return [.leave(isUnderWay ? .abandoned : .left)]
        }
        return stopAndLeave(.stopped)
    }

    mutating func stopAndLeave(_ reason: WorkbenchOutcome.Reason) -> [Effect] {
        overlay = nil
        guard isUnderWay else { return [.leave(reason == .stopped ? .left : reason)] }
        leaving = reason
        say("Stopping: saving a checkpoint. Ctrl-C leaves at once.", as: .warning)
        return phase == .stopping ? [] : [.perform(.stop), .interrupt]
    }
}

extension TerminalSignal {
    /// As `kill` counts.
    var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .quit: SIGQUIT
        case .user1: SIGUSR1
        }
    }
}
