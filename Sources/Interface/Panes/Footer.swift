import Terminal
import Workbench

/// The last line: the keys of what has the keyboard. The key for help never gives way.
enum Footer {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        // The tour points at the keys of the pane under it.
        let scope = model.scope == .tour ? model.pane.scope : model.scope
        let help = model.keys.keys(of: .help, in: scope).first
        let helpWidth = help.map { TextWidth.of($0.name) + 6 } ?? 0
        var x = rect.x + 1
        for hint in model.keys.hints(in: scope) {
            let width = TextWidth.of(hint.keys) + 1 + TextWidth.of(text(of: hint, model))
            guard x + width <= rect.right - helpWidth - 1 else { break }
            let isOff = model.disabledReason(hint.action) != nil
            frame.put(
                [
                    Span(hint.keys, isOff ? .muted : .key),
                    Span(" " + text(of: hint, model), .muted),
                ], at: Point(x, rect.y))
            x += width + 2
        }
        guard let help else { return }
        frame.put(
            [Span(help.name, .key), Span(" help ", .muted)],
            at: Point(rect.right - helpWidth, rect.y))
    }

    /// The key that starts, pauses and resumes says which of them it does.
    private static func text(
        of hint: (keys: String, text: String, action: Action), _ model: Model
    ) -> String {
        guard hint.action == .toggleTraining else { return hint.text }
        switch model.phase {
        case .ready: return "start"
        case .paused: return "resume"
        case .loading, .training, .stopping, .stopped, .complete, .failed: return hint.text
        }
    }
}
