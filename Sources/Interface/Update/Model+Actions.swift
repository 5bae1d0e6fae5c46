import Terminal
import Workbench

extension Model {
    /// Does an action that is not disabled.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .help: overlay = .help(scope, scroll: 0, over: overlay)
        case .tour:
            show(.curves)
            isZoomed = false
            overlay = .tour(step: 0)
        case .command: overlay = .commandLine(TextEditor(), history: nil)
        case .quit: return quit()
        case .interrupt: return interrupt()
        case .stopAndLeave: return stopAndLeave(.stopped)
        case .leaveNow:
            return isUnderWay ? [.interrupt, .leave(.abandoned)] : [.leave(.left)]
        case .detach: return [.leave(.left)]
        case .nextPane: show(pane.advanced(by: 1))
        case .previousPane: show(pane.advanced(by: -1))
        case .curves: show(.curves)
        case .rewards: show(.rewards)
        case .trajectory: show(.trajectory)
        case .prompts: show(.prompts)
        case .log: show(.log)
        case .toggleTraining: return toggleTraining()
        case .save:
            say("A checkpoint is saved after the piece of work in hand.")
            return [.perform(.saveCheckpoint)]
        case .zoom: isZoomed.toggle()
        case .back where overlay == .sheet: return closeSheet()
        case .back: backOut()
        case .redraw: return [.redraw]
        case .cyclePictures: return [.choosePictures(pictures.next(among: availablePictures))]
        case .toggleMouse: return [.setMouse(!isMouseOn)]
        case .filter: overlay = .filter(TextEditor(filterText))
        case .up, .down, .left, .right, .pageUp, .pageDown, .first, .last, .wordLeft, .wordRight:
            return move(action)
        case .settings: openSettings()
        case .open where scope == .settings: editSetting()
        case .discardDraft where scope == .settings: runSettings.forgetChosen()
        case .accept where scope == .settingValue: return acceptSetting()
        case .complete where scope == .settingValue: completeSetting()
        case .open where overlay == .runs: showRunCommands()
        case .open: open()
        case .smoother, .rougher, .logAxis, .narrower, .wider: changeCurves(action)
        case .nextMatch: moveMatch(by: 1)
        case .previousMatch: moveMatch(by: -1)
        case .ownUnits: curves.hasOwnUnits.toggle()
        case .raiseWeight: return changeWeight(by: 0.1)
        case .lowerWeight: return changeWeight(by: -0.1)
        case .sort, .reverseSort: changeSorting(action)
        case .play: play()
        case .link: toggleLink()
        case .compare: changePartner()
        case .again: makeAgain()
        case .attention: toggleAttention()
        case .nextWord: moveAttention(by: 1)
        case .previousWord: moveAttention(by: -1)
        case .view:
            trajectory.view = trajectory.view == .latent ? .predictedOriginal : .latent
        case .previousEpoch: moveEpoch(by: -1)
        case .nextEpoch: moveEpoch(by: 1)
        case .brighter, .darker, .invert, .moreContrast, .lessContrast, .zoomIn, .zoomOut,
            .actualSize, .resetPictures, .panLeft, .panRight, .panUp, .panDown:
            changePictureView(action)
        case .edit: beginEditing()
        case .draw:
            prompts.past.remember(promptText)
            return drawPrompt()
        case .variations: return openSheet()
        case .externalEditor: return openExternalEditor()
        case .earlierText, .laterText: return recallText(action)
        case .drawAnother where overlay == .sheet: drawSheetAnew()
        case .drawAnother:
            prompts.picture.seed &+= 1
            return drawPrompt()
        case .addPrompt, .replacePrompt, .removePrompt: return changePrompts(action)
        case .discardDraft:
            prompts.past.remember(promptText)
            prompts.drafts[prompts.chosen] = nil
        case .moreDetail: changeLevel(by: -1)
        case .lessDetail: changeLevel(by: 1)
        case .newline, .deleteBackward, .deleteForward, .deleteWord, .deleteToEnd, .undo, .redo:
            return changeText(action)
        case .complete where scope == .editor: return completeTerm()
        case .complete: completeCommand()
        case .accept: return acceptLine()
        case .alarms: overlay = .alarms(chosen: alarms.first?.id)
        case .rollBack: return rollBack()
        case .runs: return openRuns()
        case .markRun, .pinRun, .nextMetric: return changeRuns(action)
        case .nextState: cycleRunState()
        case .judge: openJudging()
        case .leftBetter: return choose(.left)
        case .rightBetter: return choose(.right)
        case .noDifference: return choose(.neither)
        case .nextPair: showNextPair()
        case .undoChoice: return undoChoice()
        case .otherPairs: changeOpponent()
        }
        return []
    }

    mutating func show(_ pane: Pane) {
        if self.pane != pane { isZoomed = false }
        if self.pane == .trajectory, pane != .trajectory { trajectory.isPlaying = false }
        self.pane = pane
        prompts.isEditing = false
        runSettings.close()
        overlay = nil
        if pane == .log { log.unseen = 0 }
        if pane == .trajectory { trajectory.store.forgetFailures() }
    }

    private mutating func quit() -> [Effect] {
        guard isUnderWay else { return [.leave(leaving ?? .left)] }
        // There a question could not be seen, nor answered.
        guard !isTooSmall else {
            return settings.isAttached ? [.leave(.left)] : stopAndLeave(.stopped)
        }
        overlay = settings.isAttached ? .detaching : .leaving
        return []
    }

    private mutating func toggleTraining() -> [Effect] {
        switch phase {
        case .ready: return [.perform(.start)]
        case .paused:
            say("Training goes on.")
            return [.perform(.resume)]
        case .training:
            say("Training pauses after the piece of work in hand.")
            return [.perform(.pause)]
        case .loading, .stopping, .stopped, .complete, .failed: return []
        }
    }

    /// One level: what lies over the pane, the editor, the zoom, the pane's own choice.
    private mutating func backOut() {
        if let overlay {
            if case .filter = overlay { setFilter("") }
            self.overlay = overlay.covered
        } else if runSettings.isOpen {
            runSettings.backOut()
        } else if prompts.isEditing, pane == .prompts {
            leaveEditor()
        } else if isZoomed {
            isZoomed = false
        } else if !filterText.isEmpty {
            setFilter("")
        } else {
            releaseChoice()
        }
    }

    private mutating func releaseChoice() {
        switch pane {
        case .curves: curves.inspected = nil
        case .rewards: followNewestRewards()
        case .trajectory:
            if trajectory.isPlaying {
                trajectory.isPlaying = false
            } else {
                trajectory.epoch = nil
            }
        case .log: log.fromEnd = 0
        case .prompts: break
        }
    }

    private mutating func changeWeight(by difference: Double) -> [Effect] {
        guard let reward = weighedReward else { return [] }
        let weight = max(0, ((reward.weight + difference) * 100).rounded() / 100)
        guard weight != reward.weight else { return [] }
        return [.perform(.setRewardWeight(reward: reward.name, weight: weight))]
    }

    private mutating func changeSorting(_ action: Action) {
        guard action == .sort else {
            rewards.isAscending.toggle()
            return
        }
        let columns = RewardsState.SortColumn.all(rewards: rewardNames)
        let index = columns.firstIndex(of: rewards.sort) ?? 0
        rewards.sort = columns[(index + 1) % columns.count]
    }

    private mutating func changeCurves(_ action: Action) {
        switch action {
        case .smoother:
            curves.smoothing = min(curves.smoothing + 1, CurvesState.smoothings.count - 1)
        case .rougher: curves.smoothing = max(curves.smoothing - 1, 0)
        case .narrower: curves.span = min(curves.span + 1, CurvesState.spans.count - 1)
        case .wider: curves.span = max(curves.span - 1, 0)
        case .logAxis:
            let id = chosenCurve.id
            if curves.logarithmic.remove(id) == nil { curves.logarithmic.insert(id) }
        default: break
        }
    }

    private mutating func changeLevel(by steps: Int) {
        let levels = LogLine.Level.allCases
        let index = (levels.firstIndex(of: log.level) ?? 0) + steps
        log.level = levels[min(max(0, index), levels.count - 1)]
        log.fromEnd = 0
    }
}
