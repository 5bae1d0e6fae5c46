import Configuration
import Terminal

/// All about one setting: what it may be, what it means, when a change takes effect, and the value
/// that is typed.
enum SettingDetail {
    static func draw(
        _ field: Configuration.Field, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let (heading, below) = rect.splitTop(1)
        frame.put(
            [
                Span(field.key, Style(.title, .bold)), Span("  " + range(of: field), .text),
                Span("  default " + shown(field.defaultValue), .muted),
            ], at: heading.origin, maxWidth: heading.width)
        let problem =
            model.runSettings.problem
            .map { Array(TextLayout.wrap($0, width: rect.width).prefix(2)) } ?? []
        let (upper, warnings) = below.splitBottom(problem.count)
        for (row, line) in problem.enumerated() {
            frame.put(
                line, at: Point(warnings.x, warnings.y + row), style: .warning,
                maxWidth: rect.width)
        }
        let (texts, value) = upper.splitBottom(1)
        drawValue(field, model, into: &frame, in: value)
        let lines =
            TextLayout.wrap(field.explanation, width: rect.width)
            + TextLayout.wrap(model.changeTime(of: field).sentence, width: rect.width)
        for (row, line) in lines.prefix(texts.height).enumerated() {
            frame.put(line, at: Point(texts.x, texts.y + row), maxWidth: rect.width)
        }
    }

    /// `1 to 4096 prompts`.
    static func range(of field: Configuration.Field) -> String {
        field.unit.isEmpty ? field.rangeText : "\(field.rangeText) \(field.unit)"
    }

    static func text(of field: Configuration.Field, in configuration: Configuration) -> String {
        shown(field.value(in: configuration))
    }

    static func shown(_ value: Configuration.Value) -> String {
        value.text.isEmpty ? "(empty)" : value.text
    }

    private static func drawValue(
        _ field: Configuration.Field, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let settings = model.runSettings
        guard let editor = settings.editor else {
            guard settings.isChosenChanged else { return }
            let key = model.keyName(.discardDraft, in: .settings)
            frame.put("\(key) takes the change back", in: rect, style: .muted)
            return
        }
        let label = "new value "
        frame.put(label, at: rect.origin, style: .muted)
        let start = rect.x + label.count
        let field = Rect(x: start, y: rect.y, width: rect.right - start, height: 1)
        InputField.draw(editor, into: &frame, in: field)
    }
}
