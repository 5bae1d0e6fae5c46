import Terminal

extension KeyTable {
    static let runs: [Binding] = [
        Binding(
            [.up, .character("k")], .up, in: [.runs], note: "choose the run above",
            hint: "choose", with: .down),
        Binding([.down, .character("j")], .down, in: [.runs], note: "choose the run below"),
        Binding([.pageUp], .pageUp, in: [.runs]),
        Binding([.pageDown], .pageDown, in: [.runs]),
        Binding([.home, .character("g")], .first, in: [.runs], note: "choose the newest run"),
        Binding([.end, .character("G")], .last, in: [.runs], note: "choose the oldest run"),
        Binding([.space], .markRun, in: [.runs], hint: "draw"),
        Binding([.character("p")], .pinRun, in: [.runs], hint: "baseline"),
        Binding([.character("m")], .nextMetric, in: [.runs], hint: "metric", isLate: true),
        Binding([.character("f")], .nextState, in: [.runs], hint: "state", isLate: true),
        Binding(
            [.enter], .open, in: [.runs], note: "show the commands for the run",
            hint: "commands", isLate: true),
        Binding(
            [.escape, .character("q"), .character("R")], .back, in: [.runs], note: "close",
            hint: "close"),
    ]
}
