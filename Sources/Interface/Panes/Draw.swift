import Terminal

/// Draws what the model holds; the same model gives the same frame.
func draw(_ model: Model, into frame: inout Frame) {
    guard !model.isTooSmall else {
        TooSmallScreen.draw(model, into: &frame)
        return
    }
    let layout = ScreenLayout(size: model.size)
    TopBar.draw(model, into: &frame, in: layout.top)
    if model.overlay == .runs {
        RunsView.draw(model, into: &frame, in: layout.body)
    } else if model.isJudging {
        JudgingWindow.draw(model, into: &frame, in: layout.body)
    } else if model.runSettings.isOpen {
        SettingsView.draw(model, into: &frame, in: layout.body)
    } else {
        drawPane(model, into: &frame, in: layout.body)
    }
    StatusLine.draw(model, into: &frame, in: layout.status)
    Footer.draw(model, into: &frame, in: layout.footer)
    switch model.overlay {
    case .help(let scope, let scroll): HelpWindow.draw(model, scope, scroll, into: &frame)
    case .leaving: LeavingWindow.draw(model, into: &frame)
    case .detaching: LeavingWindow.drawDetaching(model, into: &frame)
    case .alarms(let chosen): AlarmsWindow.draw(model, chosen, into: &frame)
    case .detail(let title, let text, let scroll):
        DetailWindow.draw(title, text, scroll, into: &frame)
    case .tour(let step): TourWindow.draw(model, step, into: &frame)
    case .sheet: SheetWindow.draw(model, into: &frame, in: layout.body)
    case .runs, .commandLine, .filter, .judging, nil: break
    }
}

private func drawPane(_ model: Model, into frame: inout Frame, in rect: Rect) {
    switch model.pane {
    case .curves: CurvesPane.draw(model, into: &frame, in: rect)
    case .rewards: RewardsPane.draw(model, into: &frame, in: rect)
    case .trajectory: TrajectoryPane.draw(model, into: &frame, in: rect)
    case .prompts: PromptsPane.draw(model, into: &frame, in: rect)
    case .log: LogPane.draw(model, into: &frame, in: rect)
    }
}
