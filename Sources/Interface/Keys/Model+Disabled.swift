import Terminal
import Text
import Workbench

extension Model {
    /// Why an action cannot be done now; nil where it can.
    func disabledReason(_ action: Action) -> String? {
        switch action {
        case .toggleTraining, .save, .raiseWeight, .lowerWeight, .addPrompt, .replacePrompt,
            .removePrompt, .draw, .drawAnother, .variations, .stopAndLeave, .rollBack:
            return engineReason(action) ?? choiceReason(action)
        case .runs, .settings, .judge: return run == nil ? "no run is open yet" : nil
        case .open where scope == .settings:
            return runSettings.chosenField == nil ? "there is no setting" : nil
        case .discardDraft where scope == .settings:
            return runSettings.isChosenChanged ? nil : "the setting is not changed"
        case .open where overlay == .runs:
            return runs.chosenLine == nil ? "there is no run" : nil
        case .detach:
            return settings.isAttached
                ? nil
                : "this process trains the run itself: “cxrl train --detach” starts one that can "
                    + "be left"
        case .cyclePictures:
            return availablePictures.count > 1
                ? nil : "this terminal shows pictures in one way only"
        case .panLeft, .panRight, .panUp, .panDown:
            return pictureView.zoom > 1 || pictureView.isActualSize
                ? nil : "all of the picture is shown; \(keyName(.zoomIn)) magnifies it"
        case .resetPictures: return pictureView == .whole ? "pictures are as they are" : nil
        case .left, .right, .smoother, .rougher, .logAxis, .narrower, .wider, .play, .link, .view,
            .compare, .again, .attention, .nextWord, .previousWord, .open, .previousEpoch,
            .nextEpoch, .sort, .reverseSort, .edit, .discardDraft:
            return choiceReason(action)
        case .nextMatch, .previousMatch:
            return filterText.isEmpty ? "there is no filter (\(keyName(.filter)))" : nil
        case .ownUnits:
            if chosenCurve.id != CurveSubject.overlayID {
                return "only the chart of all rewards has two units: choose it (\(keyName(.down)))"
            }
            return curves.hasOwnUnits || chosenCurve.unit == "SD"
                ? nil : "the deviations of this run's rewards are not on record"
        case .earlierText:
            return prompts.past.hasEarlier(than: promptText)
                ? nil : "there is no text of before"
        case .laterText:
            return prompts.past.hasLater(than: promptText) ? nil : "no text of before is shown"
        case .leftBetter, .rightBetter, .noDifference, .nextPair, .undoChoice, .otherPairs:
            return judgingReason(action)
        case .brighter, .darker, .invert, .moreContrast, .lessContrast, .zoomIn, .zoomOut,
            .actualSize:
            return nil
        case .help, .command, .quit, .interrupt, .tour, .nextPane, .previousPane, .curves, .rewards,
            .trajectory, .prompts, .log, .zoom, .back, .redraw, .toggleMouse, .up, .down, .pageUp,
            .pageDown, .first, .last, .filter, .moreDetail, .lessDetail, .newline, .wordLeft,
            .wordRight, .deleteBackward, .deleteForward, .deleteWord, .deleteToEnd, .undo, .redo,
            .complete, .accept, .externalEditor, .leaveNow, .alarms, .markRun, .pinRun, .nextMetric,
            .nextState:
            return nil
        }
    }

    /// What only an engine at work in this process can do.
    func engineReason(_ action: Action) -> String? {
        if settings.isWatching {
            return "this run belongs to another process, which alone can change it"
        }
        if action == .stopAndLeave { return nil }
        switch phase {
        case .loading: return "the model is still being loaded"
        case .stopping: return "the run is being stopped"
        case .stopped: return "the run has stopped; leave and resume it"
        case .failed: return "the engine has failed; the log says why"
        case .complete:
            if case .toggleTraining = action {
                return "all epochs are done; “:epochs N” trains further"
            }
            return nil
        case .ready, .training, .paused: return nil
        }
    }

    /// What depends on the pane and on what is chosen in it.
    private func choiceReason(_ action: Action) -> String? {
        switch action {
        case .smoother, .rougher, .logAxis, .narrower, .wider:
            return history.reports.isEmpty ? "no epoch is finished yet" : nil
        case .left, .right:
            return scope == .curves && history.reports.isEmpty ? "no epoch is finished yet" : nil
        case .sort, .reverseSort:
            return shownRewardsSamples.isEmpty ? "no sample is scored yet" : nil
        case .lowerWeight where scope == .alarms:
            guard chosenAlarm != nil else { return alarmAbsence }
            return weighedReward == nil ? "the alarm names no reward" : nil
        case .rollBack:
            guard let alarm = chosenAlarm else { return alarmAbsence }
            return alarm.checkpoint == nil
                ? "no checkpoint from before the alarm is kept" : nil
        case .raiseWeight, .lowerWeight:
            if case .reward? = chosenRewardsLine { return nil }
            return "choose a reward first (\(keyName(.up)))"
        case .again where partnerRequest == nil:
            return "the compared picture is kept; \(keyName(.compare)) compares with one that is "
                + "made anew"
        case .nextWord, .previousWord:
            if !trajectory.attention.isOn {
                return "the attention to words is not shown (\(keyName(.attention)))"
            }
            return shownAttention == nil ? attentionAbsence : nil
        case .play, .link, .view, .compare, .again, .attention:
            return shownSample == nil ? "no trajectory is stored yet" : nil
        case .previousEpoch, .nextEpoch:
            let epochs = pane == .rewards ? history.sampledEpochs : history.trajectoryEpochs
            return epochs.count > 1 ? nil : "there is no other epoch yet"
        case .open: return openReason
        case .edit: return nil
        case .discardDraft:
            return isEdited(prompts.chosen) ? nil : "the prompt is not edited"
        case .variations where FieldTerms.variable(in: promptText).isEmpty:
            return
                "no term of the prompt can be changed: name a side, a degree, a view or a finding"
        case .draw, .drawAnother, .variations, .addPrompt:
            if promptText.allSatisfy(\.isWhitespace) {
                return "write a prompt first (\(keyName(.edit, in: .prompts)))"
            }
            if action == .addPrompt, isTrained(promptText) {
                return "it is a training prompt already"
            }
            return nil
        case .replacePrompt:
            guard case .training = prompts.chosen else { return "choose a training prompt first" }
            return isEdited(prompts.chosen)
                ? nil : "edit the prompt first (\(keyName(.edit, in: .prompts)))"
        case .removePrompt: return removalReason
        default: return nil
        }
    }

    private var alarmAbsence: String {
        alarms.isEmpty
            ? "there is no alarm to act on" : "choose an alarm first (\(keyName(.up, in: .alarms)))"
    }

    private func judgingReason(_ action: Action) -> String? {
        switch action {
        case .undoChoice:
            return judging.made.isEmpty
                ? "no choice of this session is left to take back" : judgingRefusal
        case .nextPair: return judging.pair == nil ? "there is no pair" : nil
        case .leftBetter, .rightBetter, .noDifference:
            if judging.pair == nil { return "there is no pair" }
            if judging.judgement != nil {
                return
                    "this pair is judged: \(keyName(.nextPair, in: .judging)) shows the next one, "
                    + "\(keyName(.undoChoice, in: .judging)) takes the choice back"
            }
            return judgedPictures == nil ? "the pictures are not read yet" : judgingRefusal
        default: return nil
        }
    }

    private var openReason: String? {
        switch pane {
        case .curves: history.trajectoryEpochs.isEmpty ? "no trajectory is stored yet" : nil
        case .rewards:
            if case .prompt? = chosenRewardsLine {
                nil
            } else {
                "choose a prompt first (\(keyName(.down)))"
            }
        case .trajectory: shownSample == nil ? "no trajectory is stored yet" : nil
        case .log: log.shown.isEmpty ? "there is no line" : nil
        case .prompts: nil
        }
    }

    private var removalReason: String? {
        switch prompts.chosen {
        case .scratch: return "it is not a training prompt"
        case .added: return nil
        case .training(let id):
            if prompts.changes.removed.contains(id) { return nil }
            let left = prompts.changes.applied(to: run?.prompts ?? []).count
            return left > 1 ? nil : "training needs at least one prompt"
        }
    }

    private func isTrained(_ text: String) -> Bool {
        prompts.changes.applied(to: run?.prompts ?? []).contains(text)
    }
}
