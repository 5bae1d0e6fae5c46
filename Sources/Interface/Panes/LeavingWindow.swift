import Terminal
import Workbench

/// Asks how to leave a run that is under way.
enum LeavingWindow {
    static func draw(_ model: Model, into frame: inout Frame) {
        let lost =
            model.checkpoint.map { "what came after the checkpoint of epoch \($0.epoch) is lost" }
            ?? "there is no checkpoint yet, so this run's work is lost"
        let key = { model.keyName($0, in: .leaving) }
        let choices = [
            (key(.stopAndLeave), "stop and save, then leave"),
            (key(.leaveNow), "leave now: \(lost)"), (key(.back), "stay"),
        ]
        draw("Training is under way.", choices, into: &frame)
    }

    /// Asks how to leave a run of another process.
    static func drawDetaching(_ model: Model, into frame: inout Frame) {
        let key = { model.keyName($0, in: .detaching) }
        let choices = [
            (key(.detach), "leave it running; `cxrl attach` comes back"),
            (key(.stopAndLeave), "stop and save, then leave"), (key(.back), "stay"),
        ]
        draw("The run trains in a process of its own.", choices, into: &frame)
    }

    private static func draw(
        _ statement: String, _ choices: [(String, String)], into frame: inout Frame
    ) {
        let width = min(frame.width - 4, 70)
        let indent = max(6, (choices.map { TextWidth.of($0.0) }.max() ?? 0) + 2)
        let texts = choices.map { TextLayout.wrap($0.1, width: width - 6 - indent) }
        let height = texts.reduce(0) { $0 + $1.count } + 6
        let place = frame.bounds.centred(Size(width: width, height: height))
        Popup.draw("Leave?", into: &frame, in: place) { frame, inner in
            let inner = inner.inset(horizontally: 1, vertically: 1)
            frame.put(statement, in: inner)
            var y = inner.y + 2
            for (choice, lines) in zip(choices, texts) {
                frame.put(choice.0, at: Point(inner.x, y), style: .key)
                for line in lines {
                    frame.put(
                        line, at: Point(inner.x + indent, y), maxWidth: width - 6 - indent)
                    y += 1
                }
            }
        }
    }
}
