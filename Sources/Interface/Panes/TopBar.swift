import Terminal
import Workbench

/// The first line: where one is, and what the engine is at.
enum TopBar {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        frame.fill(rect, style: .bar)
        for tab in tabs(in: model.size.width) {
            let isCurrent = tab.pane == model.pane
            frame.put(
                tab.text, x: tab.start, y: rect.y, style: isCurrent ? .barActive : .bar)
        }
        if hasName(model.size.width) {
            frame.put(" cxrl ▸", at: rect.origin, style: Style(.bar, .bold))
        }
        let end = end(in: model.size.width)
        let room = Rect(x: end, y: rect.y, width: rect.right - end, height: 1)
        let state = states(model).first { TextWidth.of($0) < room.width } ?? model.phase.sign
        frame.put(
            state + " ", in: room, aligned: .right, style: Style(.bar, model.phase.attributes))
    }

    /// What the engine is at, in words, the longest first.
    private static func states(_ model: Model) -> [String] {
        let phase = model.phase
        let clock = DurationText.clock(model.clock.seconds(at: model.now))
        let texts =
            phase == .loading
            ? [phase.text] : ["\(phase.text) \(clock)", "\(phase.sign) \(clock)", phase.text]
        if model.settings.isAttached { return texts.map { "attached · " + $0 } + texts }
        return model.settings.isWatching ? texts.map { "watching · " + $0 } + texts : texts
    }

    /// The pane whose name is at a column.
    static func pane(at column: Int, in model: Model) -> Pane? {
        tabs(in: model.size.width).first {
            ($0.start..<$0.start + TextWidth.of($0.text)).contains(column)
        }?.pane
    }

    private struct Tab {
        let pane: Pane
        let start: Int
        let text: String
    }

    private static func hasName(_ width: Int) -> Bool { width >= 78 }

    private static func tabs(in width: Int) -> [Tab] {
        var start = hasName(width) ? 8 : 0
        return Pane.allCases.map { pane in
            let name = width < 70 && pane == .trajectory ? "Traj." : pane.title
            let text = " \(pane.rawValue) \(name) "
            defer { start += TextWidth.of(text) }
            return Tab(pane: pane, start: start, text: text)
        }
    }

    private static func end(in width: Int) -> Int {
        tabs(in: width).last.map { $0.start + TextWidth.of($0.text) + 1 } ?? 0
    }
}
