import Terminal

extension KeyTable {
    static let judging: [Binding] = [
        Binding([.character("1")], .leftBetter, in: [.judging], hint: "left"),
        Binding([.character("2")], .rightBetter, in: [.judging], hint: "right"),
        Binding([.character("3")], .noDifference, in: [.judging], hint: "no difference"),
        Binding([.enter, .character("n")], .nextPair, in: [.judging], hint: "next"),
        Binding([.character("u")], .undoChoice, in: [.judging], hint: "undo"),
        Binding([.character("o")], .otherPairs, in: [.judging], hint: "against"),
        Binding([.character("i")], .cyclePictures, in: [.judging]),
        Binding(
            [.escape, .character("q"), .character("A")], .back, in: [.judging], note: "close",
            hint: "close"),
        Binding([.character("?"), .function(1)], .help, in: [.judging]),
    ]
}
