import Terminal
import Text
import Workbench

/// The sheet of variations: a column for each choice, a row for each model.
enum SheetWindow {
    private static let labelWidth = 8

    static func draw(_ model: Model, into frame: inout Frame, in rect: Rect) {
        frame.fill(rect)
        let sheet = model.prompts.sheet
        var title = "Variations · seed \(sheet.seed)"
        if let view = model.pictureView.summary { title += " · \(view)" }
        let inner = frame.box(rect, title: title, focused: true)
            .inset(horizontally: 1, vertically: 0)
        let (head, rest) = inner.splitTop(1)
        drawPrompt(sheet, into: &frame, in: head)
        let (body, state) = rest.splitBottom(1)
        frame.put(
            TextLayout.truncate(progress(model), to: state.width), in: state,
            style: sheet.failure == nil ? .muted : .warning)
        guard let term = sheet.term else { return }
        let (header, rows) = body.splitTop(1)
        let columns = columns(term.choices.count, in: rows.splitLeft(labelWidth).rest)
        for (choice, column) in columns.enumerated() {
            frame.put(
                TextLayout.truncate(term.choices[choice], to: column.width),
                at: Point(column.x, header.y), style: choice == 0 ? .title : .text)
        }
        let height = rows.height / VariationSheet.branches.count
        for (row, branch) in VariationSheet.branches.enumerated() {
            let line = Rect(
                x: rows.x, y: rows.y + row * height, width: rows.width, height: height)
            frame.put(name(branch), at: line.origin, style: style(branch).bold)
            for (choice, column) in columns.enumerated() {
                drawCell(
                    VariationSheet.Place(prompt: choice, branch: branch), model, into: &frame,
                    in: Rect(x: column.x, y: line.y, width: column.width, height: height))
            }
        }
    }

    private static func drawPrompt(
        _ sheet: VariationSheet, into frame: inout Frame, in rect: Rect
    ) {
        guard let range = sheet.term?.range else { return }
        let characters = Array(sheet.prompt)
        // A long prompt begins where its term can be seen.
        let first = max(0, min(range.lowerBound - 10, characters.count - rect.width + 4))
        frame.put(
            [
                Span((first > 0 ? "…" : "“") + String(characters[first..<range.lowerBound])),
                Span(String(characters[range]), Style(.accent, [.bold, .underline])),
                Span(String(characters[range.upperBound...]) + "”"),
            ], at: rect.origin, maxWidth: rect.width)
    }

    private static func columns(_ count: Int, in rect: Rect) -> [Rect] {
        let width = rect.width / max(1, count)
        return (0..<count).map { index in
            Rect(
                x: rect.x + index * width, y: rect.y, width: width - 1, height: rect.height)
        }
    }

    private static func drawCell(
        _ cell: VariationSheet.Place, _ model: Model, into frame: inout Frame, in rect: Rect
    ) {
        let (area, line) = rect.splitBottom(rect.height >= 4 ? 1 : 0)
        guard let picture = model.prompts.sheet.pictures[cell] else {
            frame.put("·", at: area.origin, style: .muted)
            return
        }
        // Square and at the left, under its column's name.
        let place = Rect(
            x: area.x, y: area.y, width: min(area.width, area.height * 2), height: area.height)
        frame.place(
            Picture(picture.picture), in: place,
            id: "sheet-\(cell.prompt)-\(cell.branch.rawValue)", view: model.pictureView)
        guard let reward = model.keyReward, let score = picture.scores[reward.name] else { return }
        let anchor = VariationSheet.Place(prompt: cell.prompt, branch: .anchor)
        var spans = [
            Span(
                "\(reward.name.prefix(1).uppercased()) "
                    + NumberText.fixed(score, decimals: 2) + " ", .muted)
        ]
        if cell.branch != .anchor,
            let other = model.prompts.sheet.pictures[anchor]?.scores[reward.name]
        {
            spans += Comparison.spans(score - other)
        }
        frame.put(spans, at: line.origin, maxWidth: line.width)
    }

    private static func progress(_ model: Model) -> String {
        let sheet = model.prompts.sheet
        if let failure = sheet.failure { return failure.sentence }
        guard sheet.dueAt == nil, let request = sheet.request else {
            return "Drawn as soon as the keys rest."
        }
        let done = sheet.pictures.count
        guard done < request.count else {
            return "\(done) pictures from one noise; D and the like are scores with the findings "
                + "of each text, and their difference from the anchor."
        }
        let steps = model.run.map { "step \(model.snapshot.sheetSteps)/\($0.denoisingSteps), " }
        return "\(done) of \(request.count) pictures, \(steps ?? "")in the gaps of training; "
            + "\(model.keyName(.back, in: .sheet)) cancels."
    }

    private static func name(_ branch: ModelBranch) -> String {
        switch branch {
        case .policy: "policy"
        case .anchor: "anchor"
        case .policyWithoutEmbeddings: "no ACE"
        }
    }

    private static func style(_ branch: ModelBranch) -> Style {
        switch branch {
        case .policy: .policy
        case .anchor: .anchor
        case .policyWithoutEmbeddings: .text
        }
    }
}
