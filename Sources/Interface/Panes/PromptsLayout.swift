import Terminal

/// The parts of the Prompts pane.
struct PromptsLayout {
    let list: Rect
    /// With its frame.
    let editor: Rect
    let pictures: Rect

    init(_ body: Rect, isZoomed: Bool) {
        let listWidth = isZoomed ? 0 : min(60, max(22, body.width * 35 / 100))
        let (list, right) = body.splitLeft(listWidth)
        self.list = list
        let lines = max(6, min(13, body.height * 2 / 5))
        (editor, pictures) = right.splitTop(lines)
    }

    /// The lines of text in the editor; below them stand tokens and findings.
    var text: Rect {
        let inner = editor.inset(by: 1).inset(horizontally: 1, vertically: 0)
        return inner.splitBottom(2).rest
    }

    var facts: Rect {
        let inner = editor.inset(by: 1).inset(horizontally: 1, vertically: 0)
        return inner.splitBottom(2).bottom
    }
}

extension Model {
    /// Columns of the prompt editor's lines.
    var promptEditorWidth: Int {
        PromptsLayout(ScreenLayout(size: size).body, isZoomed: isZoomed).text.width
    }
}
