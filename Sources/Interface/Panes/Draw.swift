import Terminal

/// Draws what the model holds; the same model gives the same frame.
func draw(_ model: Model, into frame: inout Frame) {
    guard !model.isTooSmall else {
        TooSmallScreen.draw(model, into: &frame)
        return
    }
    let layout = ScreenLayout(size: model.size)
    TopBar.draw(model, into: &frame, in: layout.top)
    let uncovered = model.uncovered
    if uncovered.overlay == .runs {
        RunsView.draw(model, into: &frame, in: layout.body)
    } else if uncovered.overlay == .judging {
        JudgingWindow.draw(model, into: &frame, in: layout.body)
    } else if model.runSettings.isOpen {
        SettingsView.draw(model, into: &frame, in: layout.body)
    } else {
        drawPane(model, into: &frame, in: layout.body)
    }
    StatusLine.draw(model, into: &frame, in: layout.status)
    Footer.draw(model, into: &frame, in: layout.footer)
    if uncovered.overlay != model.overlay { drawOverlay(uncovered, layout, into: &frame) }
    drawOverlay(model, layout, into: &frame)
}

private func drawOverlay(_ model: Model, _ layout: ScreenLayout, into frame: inout Frame) {
    switch model.overlay {
    case .help(let scope, let scroll, _): HelpWindow.draw(model, scope, scroll, into: &frame)
    case .leaving: LeavingWindow.draw(model, into: &frame)
    case .detaching: LeavingWindow.drawDetaching(model, into: &frame)
    case .alarms: AlarmsWindow.draw(model, into: &frame)
    case .detail(let title, let text, let scroll, _):
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
