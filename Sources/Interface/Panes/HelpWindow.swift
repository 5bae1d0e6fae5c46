import Terminal

/// All keys and commands, from the table that also dispatches them.
enum HelpWindow {
    static func draw(_ model: Model, _ scope: Scope, _ scroll: Int, into frame: inout Frame) {
        let lines = lines(model, scope)
        let first = min(scroll, lastScroll(model, scope))
        let place = rect(in: frame.bounds)
        Popup.draw("Keys and commands", into: &frame, in: place) { frame, inner in
            for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
                draw(
                    line, into: &frame,
                    in: Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1))
            }
            let hidden = lines.count - first - inner.height
            guard hidden > 0 else { return }
            frame.put(" \(hidden) more ↓ ", at: Point(inner.right - 12, inner.bottom))
        }
    }

    private static func draw(_ line: Line, into frame: inout Frame, in rect: Rect) {
        switch line {
        case .heading(let text): frame.put(text, at: rect.origin, style: .title)
        case .entry(let keys, let text, let reason):
            let note = reason.map { " (now not: \($0))" } ?? ""
            frame.put(
                TextLayout.truncate(keys, to: keyWidth - 2), at: Point(rect.x + 1, rect.y),
                style: .key)
            frame.put(
                TextLayout.truncate(text + note, to: rect.width - keyWidth - 1),
                at: Point(rect.x + 1 + keyWidth, rect.y), style: reason == nil ? .text : .muted)
        case .blank: break
        }
    }

    static func lastScroll(_ model: Model, _ scope: Scope) -> Int {
        let height = rect(in: Rect(origin: Point(0, 0), size: model.size)).height - 2
        return max(0, lines(model, scope).count - height)
    }

    private static let keyWidth = 16

    private enum Line {
        case heading(String)
        case entry(keys: String, text: String, reason: String?)
        case blank
    }

    /// The keys of what had the keyboard, then everybody's, then the commands.
    private static func lines(_ model: Model, _ scope: Scope) -> [Line] {
        let all = model.keys.bindings(in: scope)
        let common = all.filter { $0.scopes.isSuperset(of: Scope.panes) }
        let own = all.filter { !$0.scopes.isSuperset(of: Scope.panes) }
        let uncovered = model.uncovered
        let entry = { (binding: Binding) in
            Line.entry(
                keys: binding.keyNames, text: binding.description,
                reason: uncovered.disabledReason(binding.action))
        }
        var bare = model
        bare.overlay = nil
        var lines: [Line] = [.heading(scope.title)] + own.map(entry)
        lines += [.blank, .heading("Everywhere")] + common.map(entry)
        lines += [.blank, .heading("Commands, after :")]
        lines += ValueCommand.allCases.map {
            .entry(keys: $0.rawValue, text: $0.summary, reason: nil)
        }
        lines += Action.allCases.filter(\.isCommand).map {
            .entry(keys: $0.rawValue, text: $0.summary, reason: bare.disabledReason($0))
        }
        return lines
    }

    private static func rect(in screen: Rect) -> Rect {
        screen.centred(Size(width: min(96, screen.width - 4), height: screen.height - 4))
    }
}
