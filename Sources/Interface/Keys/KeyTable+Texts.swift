import Terminal

extension KeyTable {
    private static let texts: Set<Scope> = [.editor, .commandLine, .filter, .settingValue]

    static let editor: [Binding] = [
        Binding([.escape], .back, in: [.editor], note: "leave the editor", hint: "leave"),
        Binding([.control("r"), .enter], .draw, in: [.editor], hint: "draw"),
        Binding([.control("o")], .newline, in: [.editor], hint: "new line"),
        Binding(
            [.tab], .complete, in: [.editor], note: "complete a term of the field; again: the next",
            hint: "complete"),
        Binding([.control("n")], .drawAnother, in: [.editor], hint: "another"),
        Binding([.control("u"), .control("_")], .undo, in: [.editor], hint: "undo"),
        Binding([.control("y")], .redo, in: [.editor], hint: "redo"),
        Binding(
            [.control("g")], .externalEditor, in: [.editor, .prompts], hint: "$EDITOR", isLate: true
        ),
        Binding(
            [.alt("p")], .earlierText, in: [.editor], hint: "texts", with: .laterText, isLate: true),
        Binding([.alt("n")], .laterText, in: [.editor]),
        Binding([.up], .up, in: [.editor]),
        Binding([.down], .down, in: [.editor]),
        Binding([.function(1)], .help, in: [.editor]),
    ]

    static let lines: [Binding] = [
        Binding([.enter], .accept, in: [.commandLine], hint: "do it"),
        Binding([.enter], .accept, in: [.filter], note: "keep the filter", hint: "keep"),
        Binding([.escape], .back, in: [.commandLine], note: "cancel", hint: "cancel"),
        Binding([.escape], .back, in: [.filter], note: "show all lines again", hint: "show all"),
        Binding([.tab], .complete, in: [.commandLine], hint: "complete"),
        Binding([.up], .up, in: [.commandLine], note: "the command before"),
        Binding([.down], .down, in: [.commandLine], note: "the command after"),
        Binding([.left, .control("b")], .left, in: texts),
        Binding([.right, .control("f")], .right, in: texts),
        Binding([.wordLeft, .alt("b")], .wordLeft, in: texts, hint: "words"),
        Binding([.wordRight, .alt("f")], .wordRight, in: texts),
        Binding([.home, .control("a")], .first, in: texts, note: "go to the line's start"),
        Binding([.end, .control("e")], .last, in: texts, note: "go to the line's end"),
        Binding([.backspace], .deleteBackward, in: texts),
        Binding([.delete, .control("d")], .deleteForward, in: texts),
        Binding([.control("w"), .alt("\u{7F}")], .deleteWord, in: texts),
        Binding([.control("k")], .deleteToEnd, in: texts),
    ]

    static let alarms: [Binding] = [
        Binding(
            [.up, .character("k")], .up, in: [.alarms], note: "choose the alarm before",
            hint: "choose", with: .down),
        Binding(
            [.down, .character("j")], .down, in: [.alarms], note: "choose the alarm after"),
        Binding([.character("b")], .rollBack, in: [.alarms], hint: "go back"),
        Binding(
            [.character("-")], .lowerWeight, in: [.alarms],
            note: "lower the weight of the reward that it names", hint: "weight"),
        Binding(
            [.escape, .enter, .character("q"), .character("!")], .back, in: [.alarms],
            note: "close", hint: "close"),
    ]

    static let windows: [Binding] = [
        Binding(
            [.up, .character("k")], .up, in: [.help, .detail], note: "scroll up", hint: "scroll",
            with: .down),
        Binding([.down, .character("j")], .down, in: [.help, .detail], note: "scroll down"),
        Binding([.pageUp], .pageUp, in: [.help, .detail]),
        Binding([.pageDown, .space], .pageDown, in: [.help, .detail]),
        Binding([.home, .character("g")], .first, in: [.help, .detail]),
        Binding([.end, .character("G")], .last, in: [.help, .detail]),
        Binding(
            [.escape, .enter, .character("q"), .character("?")], .back, in: [.help, .detail],
            note: "close", hint: "close"),
        Binding(
            [.left, .character("h")], .left, in: [.sheet], note: "vary the term before",
            hint: "term", with: .right),
        Binding([.right, .character("l")], .right, in: [.sheet], note: "vary the next term"),
        Binding([.character("n")], .drawAnother, in: [.sheet], hint: "another seed"),
        Binding(
            [.escape, .character("q")], .back, in: [.sheet], note: "cancel and close",
            hint: "close"),
        Binding([.escape], .back, in: [.tour], note: "skip the rest", hint: "skip"),
        Binding([.enter, .character("l")], .detach, in: [.detaching], hint: "leave it running"),
        Binding(
            [.character("s")], .stopAndLeave, in: [.leaving, .detaching], hint: "stop and save"),
        Binding([.character("n")], .leaveNow, in: [.leaving], hint: "leave now"),
        Binding(
            [.escape, .character("c")], .back, in: [.leaving, .detaching], note: "stay",
            hint: "stay"),
    ]
}
