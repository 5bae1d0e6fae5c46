import Terminal

extension Model {
    /// Whatever the mouse does, a key does too: the wheel moves, a click chooses, and one
    /// on what is chosen opens it.
    mutating func point(_ event: MouseEvent) -> [Effect] {
        guard !isTooSmall else { return [] }
        switch event.action {
        case .wheelUp: return turnWheel(.up)
        case .wheelDown: return turnWheel(.down)
        case .press, .drag, .release: return event.button == .left ? pointLeft(event) : []
        }
    }

    private mutating func pointLeft(_ event: MouseEvent) -> [Effect] {
        switch event.action {
        case .press:
            mouseDrag = MouseDrag(from: event.point)
            return click(event.point)
        case .drag: drag(to: event.point)
        case .release: mouseDrag = nil
        case .wheelUp, .wheelDown: break
        }
        return []
    }

    /// Along the steps of a trajectory, or window and level as radiologists set them: to the right
    /// a wider window, upwards brighter; where the button was pressed says which.
    private mutating func drag(to point: Point) {
        guard overlay == nil, !runSettings.isOpen, !prompts.isEditing, let start = mouseDrag?.start
        else { return }
        switch pane {
        case .trajectory:
            guard TrajectoryPane.step(at: start, in: self) != nil else {
                changeWindow(to: point)
                return
            }
            if let step = TrajectoryPane.step(at: Point(point.x, start.y), in: self) {
                moveStep(to: step)
            }
        case .prompts:
            if PromptsPane.entry(at: start, in: self) == nil { changeWindow(to: point) }
        case .curves: inspect(at: point)
        case .rewards, .log: break
        }
    }

    private mutating func inspect(at point: Point) {
        guard let hit = CurvesPane.epoch(at: point, in: self) else { return }
        curves.chosen = hit.curve.id
        curves.inspected = hit.epoch
    }

    /// A step of contrast for every other column, one of brightness for every row.
    private mutating func changeWindow(to point: Point) {
        guard let origin = mouseDrag?.last else { return }
        let across = (point.x - origin.x) / 2
        let down = point.y - origin.y
        guard across != 0 || down != 0 else { return }
        pictureView.sharpenContrast(by: -across)
        pictureView.brighten(by: -down)
        mouseDrag?.last = Point(origin.x + across * 2, point.y)
    }

    private mutating func turnWheel(_ direction: Action) -> [Effect] {
        guard scope == .trajectory else { return perform(direction) }
        return perform(direction == .up ? .left : .right)
    }

    private mutating func click(_ point: Point) -> [Effect] {
        if overlay == nil, point.y == 0 {
            if let pane = TopBar.pane(at: point.x, in: self) { show(pane) }
            return []
        }
        guard overlay == nil, !runSettings.isOpen, !prompts.isEditing else { return [] }
        switch pane {
        case .rewards:
            guard let line = RewardsPane.line(at: point, in: self) else { return [] }
            if line == rewards.cursor, case .prompt? = chosenRewardsLine { return attempt(.open) }
            chooseRewardsLine(line)
        case .prompts:
            guard let entry = PromptsPane.entry(at: point, in: self) else { return [] }
            if entry == prompts.chosen { return attempt(.edit) }
            prompts.chosen = entry
        case .trajectory:
            if let step = TrajectoryPane.step(at: point, in: self) { moveStep(to: step) }
        case .log:
            guard let line = LogPane.fromEnd(at: point, in: self) else { return [] }
            if line == log.fromEnd { return attempt(.open) }
            log.fromEnd = line
        case .curves: inspect(at: point)
        }
        return []
    }
}
