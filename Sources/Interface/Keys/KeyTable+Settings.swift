import Terminal

extension KeyTable {
    static let settings: [Binding] = [
        Binding(
            [.up, .character("k")], .up, in: [.settings], note: "choose the setting above",
            hint: "choose", with: .down),
        Binding(
            [.down, .character("j")], .down, in: [.settings], note: "choose the setting below"),
        Binding([.pageUp], .pageUp, in: [.settings]),
        Binding([.pageDown], .pageDown, in: [.settings]),
        Binding(
            [.home, .character("g")], .first, in: [.settings], note: "choose the first setting"),
        Binding([.end, .character("G")], .last, in: [.settings], note: "choose the last setting"),
        Binding([.enter], .open, in: [.settings], note: "change the value", hint: "change"),
        Binding(
            [.character("x")], .discardDraft, in: [.settings], note: "take the change back",
            hint: "take back"),
        Binding(
            [.escape, .character("q"), .character(",")], .back, in: [.settings], note: "close",
            hint: "close"),
        Binding([.enter], .accept, in: [.settingValue], note: "take the value", hint: "take it"),
        Binding([.escape], .back, in: [.settingValue], note: "keep the value", hint: "cancel"),
        Binding(
            [.tab], .complete, in: [.settingValue], note: "the next of a few values",
            hint: "next value"),
    ]
}
