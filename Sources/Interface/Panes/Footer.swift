import Terminal

/// The last line: the keys of what has the keyboard. The key for help never gives way.
enum Footer {
    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        let scope = model.scope
        let help = KeyTable.bindings(in: scope).first { $0.action == .help }?.keys.first
        let helpWidth = help.map { TextWidth.of($0.name) + 6 } ?? 0
        var x = rect.x + 1
        for hint in KeyTable.hints(in: scope) {
            let width = TextWidth.of(hint.keys) + 1 + TextWidth.of(hint.text)
            guard x + width <= rect.right - helpWidth - 1 else { break }
            let isOff = model.disabledReason(hint.action) != nil
            frame.put(
                [
                    Span(hint.keys, isOff ? .muted : .key), Span(" " + hint.text, .muted),
                ], at: Point(x, rect.y))
            x += width + 2
        }
        guard let help else { return }
        frame.put(
            [Span(help.name, .key), Span(" help ", .muted)],
            at: Point(rect.right - helpWidth, rect.y))
    }
}
