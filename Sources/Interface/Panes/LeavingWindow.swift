import Terminal
import Workbench

/// Asks how to leave a run that is under way.
enum LeavingWindow {
    static func draw(_ model: Model, into frame: inout Frame) {
        let lost =
            model.checkpoint.map { "what came after the checkpoint of epoch \($0.epoch) is lost" }
            ?? "there is no checkpoint yet, so this run's work is lost"
        let lines: [[Span]] = [
            [Span("Training is under way.", .popup)],
            [],
            [Span("s   ", .key), Span("stop and save, then leave", .popup)],
            [Span("n   ", .key), Span("leave now: \(lost)", .popup)],
            [Span("Esc ", .key), Span("stay", .popup)],
        ]
        let width = lines.map { $0.reduce(0) { $0 + TextWidth.of($1.text) } }.max() ?? 0
        let place = frame.bounds.centred(Size(width: width + 6, height: lines.count + 4))
        frame.fill(place, style: .popup)
        let inner = frame.box(place, title: "Leave?", focused: true)
            .inset(horizontally: 2, vertically: 1)
        for (row, spans) in lines.enumerated() {
            frame.put(spans, at: Point(inner.x, inner.y + row), maxWidth: inner.width)
        }
    }
}
