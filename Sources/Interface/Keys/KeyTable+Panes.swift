import Terminal

extension KeyTable {
    private static let left: [Key] = [.left, .character("h")]
    private static let right: [Key] = [.right, .character("l")]
    private static let up: [Key] = [.up, .character("k")]
    private static let down: [Key] = [.down, .character("j")]
    private static let first: [Key] = [.home, .character("g")]
    private static let last: [Key] = [.end, .character("G")]

    static let curves: [Binding] = [
        Binding(
            left, .left, in: [.curves], note: "inspect the epoch before", hint: "inspect",
            with: .right),
        Binding(right, .right, in: [.curves], note: "inspect the epoch after"),
        Binding(
            up, .up, in: [.curves], note: "choose the chart before", hint: "chart", with: .down),
        Binding(down, .down, in: [.curves], note: "choose the chart after"),
        Binding([.character("s")], .smoother, in: [.curves], hint: "smooth"),
        Binding([.character("S")], .rougher, in: [.curves]),
        Binding([.character("y")], .logAxis, in: [.curves], hint: "log"),
        Binding(
            [.character("[")], .narrower, in: [.curves], hint: "span", with: .wider,
            isLate: true),
        Binding([.character("]")], .wider, in: [.curves]),
        Binding([.character("u")], .ownUnits, in: [.curves]),
        Binding([.pageUp], .pageUp, in: [.curves], note: "inspect ten epochs before"),
        Binding([.pageDown], .pageDown, in: [.curves], note: "inspect ten epochs after"),
        Binding(first, .first, in: [.curves], note: "inspect the first epoch"),
        Binding(last, .last, in: [.curves], note: "follow the newest epoch"),
        Binding(
            [.enter], .open, in: [.curves], note: "show the inspected epoch's best trajectory",
            hint: "trajectory", isLate: true),
    ]

    static let rewards: [Binding] = [
        Binding(
            up, .up, in: [.rewards], note: "choose the line above", hint: "choose", with: .down),
        Binding(down, .down, in: [.rewards], note: "choose the line below"),
        Binding([.pageUp], .pageUp, in: [.rewards]),
        Binding([.pageDown], .pageDown, in: [.rewards]),
        Binding(first, .first, in: [.rewards], note: "choose the first line"),
        Binding(last, .last, in: [.rewards], note: "choose the last line"),
        Binding(
            [.character("-")], .lowerWeight, in: [.rewards], hint: "weight", with: .raiseWeight),
        Binding([.character("+"), .character("=")], .raiseWeight, in: [.rewards]),
        Binding([.character("o")], .sort, in: [.rewards], hint: "sort"),
        Binding([.character("O")], .reverseSort, in: [.rewards]),
        Binding(
            [.character("[")], .previousEpoch, in: [.rewards, .trajectory], hint: "epoch",
            with: .nextEpoch, isLate: true),
        Binding([.character("]")], .nextEpoch, in: [.rewards, .trajectory]),
        Binding(
            [.enter], .open, in: [.rewards], note: "show the prompt's newest trajectory",
            hint: "open"),
    ]

    static let trajectory: [Binding] = [
        Binding(
            left, .left, in: [.trajectory], note: "one step back", hint: "step", with: .right),
        Binding(right, .right, in: [.trajectory], note: "one step on"),
        Binding(
            up, .up, in: [.trajectory], note: "the sample before", hint: "sample", with: .down),
        Binding(down, .down, in: [.trajectory], note: "the sample after"),
        Binding([.space], .play, in: [.trajectory], hint: "play"),
        Binding([.character("v")], .view, in: [.trajectory], hint: "x̂0/x_t"),
        Binding([.character("L")], .link, in: [.trajectory], hint: "link", isLate: true),
        Binding([.character("o")], .compare, in: [.trajectory], hint: "compare"),
        Binding([.character("r")], .again, in: [.trajectory]),
        Binding([.character("a")], .attention, in: [.trajectory], hint: "words"),
        Binding([.character("w")], .nextWord, in: [.trajectory]),
        Binding([.character("W")], .previousWord, in: [.trajectory]),
        Binding(
            [.pageUp, .character("K")], .pageUp, in: [.trajectory], note: "ten steps back"),
        Binding(
            [.pageDown, .character("J")], .pageDown, in: [.trajectory], note: "ten steps on"),
        Binding(first, .first, in: [.trajectory], note: "the first step"),
        Binding(last, .last, in: [.trajectory], note: "the last step"),
        Binding([.enter], .open, in: [.trajectory], note: "open the prompt in Prompts"),
    ]

    static let prompts: [Binding] = [
        Binding(
            up, .up, in: [.prompts], note: "choose the prompt above", hint: "choose", with: .down),
        Binding(down, .down, in: [.prompts], note: "choose the prompt below"),
        Binding([.pageUp], .pageUp, in: [.prompts]),
        Binding([.pageDown], .pageDown, in: [.prompts]),
        Binding(first, .first, in: [.prompts], note: "choose the first prompt"),
        Binding(last, .last, in: [.prompts], note: "choose the last prompt"),
        Binding([.enter, .character("i")], .edit, in: [.prompts], hint: "edit"),
        Binding([.control("r")], .draw, in: [.prompts], hint: "draw"),
        Binding(
            [.character("V")], .variations, in: [.prompts], hint: "variations", isLate: true),
        Binding([.character("n")], .drawAnother, in: [.prompts], hint: "another", isLate: true),
        Binding([.character("a")], .addPrompt, in: [.prompts], hint: "add"),
        Binding([.character("r")], .replacePrompt, in: [.prompts], hint: "replace", isLate: true),
        Binding([.character("d")], .removePrompt, in: [.prompts], hint: "remove"),
        Binding([.character("x")], .discardDraft, in: [.prompts]),
        Binding([.character("I")], .cyclePictures, in: [.prompts]),
    ]

    static let log: [Binding] = [
        Binding(up, .up, in: [.log], note: "older lines", hint: "scroll", with: .down),
        Binding(down, .down, in: [.log], note: "newer lines"),
        Binding([.pageUp], .pageUp, in: [.log]),
        Binding([.pageDown], .pageDown, in: [.log]),
        Binding(first, .first, in: [.log], note: "go to the oldest line"),
        Binding(last, .last, in: [.log], note: "follow the newest line", hint: "follow"),
        Binding(
            [.character("-")], .lessDetail, in: [.log], hint: "detail", with: .moreDetail),
        Binding([.character("+"), .character("=")], .moreDetail, in: [.log]),
        Binding([.enter], .open, in: [.log], note: "show the whole line", hint: "whole line"),
        Binding(
            [.character("/")], .filter, in: [.rewards, .prompts, .log, .settings], hint: "filter"),
        Binding([.character("n")], .nextMatch, in: [.rewards, .log, .settings]),
        Binding([.character("N")], .previousMatch, in: [.rewards, .log, .settings]),
    ]

    static let everywhere: [Binding] = [
        Binding(
            [.character("i")], .cyclePictures, in: [.curves, .rewards, .trajectory, .log]),
        Binding(
            [.character("P")], .toggleTraining, in: Scope.panes.union([.alarms, .judging]),
            hint: "pause"),
        Binding([.character("!")], .alarms, in: Scope.panes),
        Binding([.character("R")], .runs, in: Scope.panes),
        Binding([.character(",")], .settings, in: Scope.panes),
        Binding([.character("A")], .judge, in: Scope.panes),
        Binding([.character("z")], .zoom, in: Scope.panes, hint: "zoom", isLate: true),
        Binding([.tab], .nextPane, in: Scope.panes, hint: "pane"),
        Binding([.backtab], .previousPane, in: Scope.panes),
        Binding([.character("1")], .curves, in: Scope.panes),
        Binding([.character("2")], .rewards, in: Scope.panes),
        Binding([.character("3")], .trajectory, in: Scope.panes),
        Binding([.character("4")], .prompts, in: Scope.panes),
        Binding([.character("5")], .log, in: Scope.panes),
        Binding(
            [.character(":")], .command, in: Scope.panes.union([.settings]), hint: "command"),
        Binding(
            [.character("?"), .function(1)], .help,
            in: Scope.panes.union([.settings, .runs, .sheet, .alarms])),
        Binding([.escape], .back, in: Scope.panes),
        Binding([.control("s")], .save, in: Scope.panes.union([.editor])),
        Binding([.control("l")], .redraw, in: Set(Scope.allCases)),
        Binding([.character("q")], .quit, in: Scope.panes),
        Binding([.control("c")], .interrupt, in: Set(Scope.allCases)),
    ]
}
