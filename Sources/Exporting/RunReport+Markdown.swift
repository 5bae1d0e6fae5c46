internal import Foundation

extension RunReport {
    /// Writes `report.md` and its pictures into a folder, which is made where it is not there.
    ///
    /// - Returns: the path of `report.md`.
    public func writeMarkdown(to folder: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let sheet = try sheet()
        if let sheet { try ExportFile.write(Data(sheet), to: "\(folder)/pictures.png") }
        var curveFiles: [(title: String, name: String)] = []
        for (number, curve) in curves.enumerated() {
            let drawing = CurveDrawing.svg(
                Self.escaped(curve.title), epochs: curve.points.map(\.epoch),
                values: curve.points.map(\.value))
            guard let drawing else { continue }
            let name = "curve-\(number + 1).svg"
            try ExportFile.write(Data(Self.standalone(drawing).utf8), to: "\(folder)/\(name)")
            curveFiles.append((curve.title, name))
        }
        let path = "\(folder)/report.md"
        let text = markdown(curves: curveFiles, hasSheet: sheet != nil)
        try ExportFile.write(Data(text.utf8), to: path)
        return path
    }

    private func markdown(curves: [(title: String, name: String)], hasSheet: Bool) -> String {
        var text = "# \(run.name)\n\n\(Self.notice)\n\n| | |\n|---|---|\n"
        text += facts.map { "| \($0.name) | \(Self.cell($0.value)) |\n" }.joined()
        if !rewards.isEmpty {
            text += "\n## Rewards\n\n| reward | weight | above the anchor, first epochs | last "
            text += "epochs | win rate | judge, first → last |\n|---|---|---|---|---|---|\n"
            for line in rewards {
                text += "| \(line.name) | \(line.weight) | \(line.first) | \(line.last) | "
                text += "\(line.winRate) | \(line.judge) |\n"
            }
        }
        if !agreements.isEmpty {
            text += "\n## \(agreementTitle)\n\n"
            text += "| \(Self.agreementHead.joined(separator: " | ")) |\n|---|---|---|---|\n"
            for line in agreements {
                text += "| \(Self.cell(line.name)) | \(line.share) | \(line.pairs) | "
                text += "\(line.interval) |\n"
            }
        }
        text += section("Alarms", alarms.map { "- \($0)" })
        text += section("Curves", curves.map { "![\($0.title)](\($0.name))" })
        text += section(
            "Pictures of the last epoch",
            hasSheet ? ["![a row for each prompt](pictures.png)"] : [])
        text += section("Prompts", prompts.map { "- prompt \($0.id): \($0.text)" })
        text += section(
            "Settings that differ from the defaults",
            settings.map { "- `\($0.name)`: \($0.value)" })
        return text
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n## \(title)\n\n" + lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    /// With the styles that a page would give.
    private static func standalone(_ drawing: String) -> String {
        drawing.replacing(
            "<svg ",
            with: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"360\" height=\"150\" "
                + "font-family=\"sans-serif\" font-size=\"10\" ", maxReplacements: 1
        ).replacing(
            "class=\"curve\"", with: "fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1.5\""
        )
        .replacing("class=\"zero\"", with: "stroke=\"#bbb\"")
        .replacing("class=\"tick\"", with: "text-anchor=\"end\"")
        .replacing("class=\"title\"", with: "font-size=\"12\"")
    }
}
