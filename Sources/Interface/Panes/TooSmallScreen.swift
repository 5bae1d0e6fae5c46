import Terminal

/// Says what the screen needs, and what still works.
enum TooSmallScreen {
    static func draw(_ model: Model, into frame: inout Frame) {
        let need = Model.minimumSize
        let lines = [
            "The terminal is too small.",
            "have \(model.size.width) × \(model.size.height)",
            "need \(need.width) × \(need.height)",
            leaving(model),
        ]
        let top = max(0, (frame.height - lines.count) / 2)
        for (row, line) in lines.enumerated() {
            frame.put(
                line, in: Rect(x: 0, y: top + row, width: frame.width, height: 1),
                aligned: .centre, style: row == 0 ? .title : .text)
        }
    }

    private static func leaving(_ model: Model) -> String {
        if model.leaving != nil { return "saving; Ctrl-C leaves at once" }
        let key = model.keyName(.quit)
        return model.isUnderWay ? "\(key) stops, saves and leaves" : "\(key) leaves"
    }
}
