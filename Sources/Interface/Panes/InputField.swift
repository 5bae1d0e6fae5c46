import Terminal

/// One line of text that is being typed, with the cursor in it.
enum InputField {
    /// A text that is longer than the field shows its part around the cursor.
    static func draw(_ editor: TextEditor, into frame: inout Frame, in rect: Rect) {
        frame.fill(rect, style: .input)
        let room = rect.width - 1
        let before = TextWidth.of(String(editor.characters[..<editor.cursor]))
        let skipped = max(0, before - room)
        var text = Substring(editor.text)
        var dropped = 0
        while dropped < skipped, let first = text.first {
            dropped += TextWidth.of(String(first))
            text = text.dropFirst()
        }
        frame.put(String(text), at: rect.origin, style: .input, maxWidth: room)
        frame.cursor = Point(rect.x + before - dropped, rect.y)
    }
}
