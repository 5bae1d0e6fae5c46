import Terminal
import Workbench

/// Asks how to leave a run that is under way.
enum LeavingWindow {
    static func draw(_ model: Model, into frame: inout Frame) {
        let lost =
            model.checkpoint.map { "what came after the checkpoint of epoch \($0.epoch) is lost" }
            ?? "there is no checkpoint yet, so this run's work is lost"
        let choices = [
            ("s", "stop and save, then leave"), ("n", "leave now: \(lost)"), ("Esc", "stay"),
        ]
        let width = min(frame.width - 4, 70)
        let texts = choices.map { TextLayout.wrap($0.1, width: width - 10) }
        let height = texts.reduce(0) { $0 + $1.count } + 6
        let place = frame.bounds.centred(Size(width: width, height: height))
        Popup.draw("Leave?", into: &frame, in: place) { frame, inner in
            let inner = inner.inset(horizontally: 1, vertically: 1)
            frame.put("Training is under way.", in: inner)
            var y = inner.y + 2
            for (choice, lines) in zip(choices, texts) {
                frame.put(choice.0, at: Point(inner.x, y), style: .key)
                for line in lines {
                    frame.put(line, at: Point(inner.x + 4, y), maxWidth: width - 10)
                    y += 1
                }
            }
        }
    }
}
