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
        let phase = model.phase
        var state = "\(phase.text) \(DurationText.clock(model.clock.seconds(at: model.now)))"
        if phase == .loading { state = phase.text }
        if model.settings.isWatching { state = "watching · " + state }
        frame.put(
            state + " ",
            in: Rect(
                x: end(in: model.size.width), y: rect.y,
                width: rect.right - end(in: model.size.width), height: 1),
            aligned: .right, style: Style(.bar, phase.attributes))
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
            // A narrow screen keeps only as much of the names as tells them apart.
            let name = width >= 70 ? pane.title : TextLayout.truncate(pane.title, to: 6)
            let text = " \(pane.rawValue) \(name) "
            defer { start += TextWidth.of(text) }
            return Tab(pane: pane, start: start, text: text)
        }
    }

    private static func end(in width: Int) -> Int {
        tabs(in: width).last.map { $0.start + TextWidth.of($0.text) + 1 } ?? 0
    }
}
