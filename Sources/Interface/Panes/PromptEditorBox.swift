import Terminal
import Text

/// The chosen prompt's text with the findings in it underlined, its tokens, and what the findings
/// are.
enum PromptEditorBox {
    static func draw(_ model: Model, _ layout: PromptsLayout, into frame: inout Frame) {
        frame.box(layout.editor, title: title(model), focused: model.prompts.isEditing)
        let characters = Array(model.promptText)
        let labels = FindingsLabeler().label(model.promptText)
        drawText(characters, labels, model, into: &frame, in: layout.text)
        drawFacts(labels, model, into: &frame, in: layout.facts)
    }

    /// What is wrong with the tokens first, then the findings on the lines that are left.
    private static func drawFacts(
        _ labels: LabeledText, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        var rest = rect
        if let trouble = tokenTrouble(model) {
            frame.put(TextLayout.truncate(trouble, to: rect.width), in: rect, style: .bad)
            rest = rect.splitTop(1).rest
        }
        if model.prompts.isEditing, rest.height > 0, drawCompletions(model, into: &frame, in: rest)
        {
            rest = rest.splitBottom(1).rest
        }
        var place = rest.origin
        for spans in findings(labels) {
            let width = spans.reduce(0) { $0 + TextWidth.of($1.text) }
            if place.x + width > rest.right, place.x > rest.x {
                place = Point(rest.x, place.y + 1)
            }
            guard place.y < rest.bottom else { break }
            place.x += frame.put(spans, at: place, maxWidth: rest.right - place.x)
        }
    }

    /// The terms that Tab puts, the next one first, on the last line; false where there is none.
    private static func drawCompletions(
        _ model: Model, into frame: inout Frame, in rect: Rect
    ) -> Bool {
        guard let offered = model.prompts.completion?.next ?? model.offeredCompletion else {
            return false
        }
        let terms = Array(offered.terms[offered.index...] + offered.terms[..<offered.index])
        let line = rect.splitBottom(1).bottom
        let used = frame.put(
            [Span(model.keyName(.complete, in: .editor) + " ", .key), Span(terms[0], .text)],
            at: line.origin, maxWidth: line.width)
        frame.put(
            terms.dropFirst().map { "  " + $0 }.joined(), at: Point(line.x + used, line.y),
            style: .muted, maxWidth: line.width - used)
        return true
    }

    private static func title(_ model: Model) -> String {
        let name: String
        switch model.prompts.chosen {
        case .scratch: name = "New prompt"
        case .training: name = "Training prompt"
        case .added: name = "Added prompt"
        }
        let edited = model.isEdited(model.prompts.chosen) ? " · edited" : ""
        guard let tokens = model.promptTokens else { return name + edited }
        return "\(name)\(edited) · \(tokens.tokenCount) of \(tokens.ids.count) tokens"
    }

    private static func drawText(
        _ characters: [Character], _ labels: LabeledText, _ model: Model,
        into frame: inout Frame, in rect: Rect
    ) {
        let isEditing = model.prompts.isEditing
        if isEditing { frame.fill(rect, style: .input) }
        if characters.isEmpty, !isEditing {
            frame.put(
                "\(model.keyName(.edit, in: .prompts)) writes a report text, as “Small left pleural "
                    + "effusion.”", in: rect, style: .muted)
            return
        }
        let editor = model.prompts.drafts[model.prompts.chosen]
        let layout = EditorLayout(characters, width: rect.width)
        let cursor = layout.place(of: isEditing ? editor?.cursor ?? 0 : 0)
        let first = max(0, min(cursor.y, layout.lines.count - 1) - rect.height + 1)
        let styles = styles(characters.count, labels, model)
        for (row, line) in layout.lines.dropFirst(first).prefix(rect.height).enumerated() {
            var x = rect.x
            for index in line {
                x += frame.put(
                    String(characters[index]), at: Point(x, rect.y + row), style: styles[index],
                    maxWidth: rect.right - x)
            }
        }
        guard isEditing, model.overlay == nil else { return }
        frame.cursor = Point(
            min(rect.x + cursor.x, rect.right - 1), rect.y + cursor.y - first)
    }

    /// Underlined where a finding is named; what the context does not hold is dim.
    private static func styles(
        _ count: Int, _ labels: LabeledText, _ model: Model
    ) -> [Style] {
        let base: Style = model.prompts.isEditing ? .input : .text
        var styles = [Style](repeating: base, count: count)
        for mention in labels.mentions {
            for index in mention.range where index < count {
                styles[index] = styles[index].adding(
                    mention.assertion == .affirmed ? [.underline, .bold] : .underline)
            }
        }
        let cut = model.promptTokens?.cutText.count ?? 0
        for index in max(0, count - cut)..<count {
            styles[index].attributes.insert(.dim)
        }
        return styles
    }

    private static func tokenTrouble(_ model: Model) -> String? {
        guard let tokens = model.promptTokens else {
            return "tokens: \(model.tokenizerFailure ?? "the tokenizer is being read")"
        }
        guard tokens.isTruncated else { return nil }
        return "too long, cut off: “\(tokens.cutText.replacingBreaks)”"
    }

    /// `Effusion yes`, `Pneumothorax no`, `Edema perhaps`, as the diagnosis reward reads them.
    private static func findings(_ labels: LabeledText) -> [[Span]] {
        var seen: Set<Finding> = []
        let named = labels.mentions.map(\.finding).filter { seen.insert($0).inserted }
        guard !named.isEmpty else {
            return [[Span("no finding is named: nothing for the diagnosis reward", .muted)]]
        }
        return named.map { finding in
            switch labels.assertions[finding] {
            case .affirmed:
                [Span(finding.title + " ", .text), Span("yes  ", Style(.accent, .bold))]
            case .denied: [Span(finding.title + " ", .text), Span("no  ", .muted)]
            case .uncertain, nil: [Span(finding.title + " ", .text), Span("perhaps  ", .muted)]
            }
        }
    }
}
