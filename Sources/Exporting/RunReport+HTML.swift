internal import Foundation

extension RunReport {
    /// One file that needs no other and no network.
    public func html() throws -> String {
        let picture = try sheet().map {
            "<h2>Pictures of the last epoch</h2>\n<img alt=\"pictures of the last epoch, a row for "
                + "each prompt\" src=\"data:image/png;base64,\(Data($0).base64EncodedString())\">"
        }
        let drawings = curves.compactMap { curve in
            CurveDrawing.svg(
                Self.escaped(curve.title), epochs: curve.points.map(\.epoch),
                values: curve.points.map(\.value))
        }
        let parts = [
            Self.table(facts), rewardTable, agreementTable, list("Alarms", alarms),
            drawings.isEmpty ? nil : "<h2>Curves</h2>\n" + drawings.joined(separator: "\n"),
            picture,
            list("Prompts", prompts.map { "prompt \($0.id): \($0.text)" }),
            settings.isEmpty
                ? nil : "<h2>Settings that differ from the defaults</h2>\n" + Self.table(settings),
        ]
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(Self.escaped(run.name))</title>
            <style>
            body { font: 15px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
            table { border-collapse: collapse } td, th { padding: 2px 14px 2px 0; text-align: left }
            svg { width: 360px; max-width: 100% } text { font-size: 10px; fill: #555 }
            .title { font-size: 12px; fill: #111 } .tick { text-anchor: end }
            .curve { fill: none; stroke: #0072b2; stroke-width: 1.5 } .zero { stroke: #bbb }
            img { max-width: 100% }
            </style></head><body>
            <h1>\(Self.escaped(run.name))</h1>
            <p>\(Self.notice)</p>
            \(parts.compactMap { $0 }.joined(separator: "\n"))
            </body></html>

            """
    }

    private var rewardTable: String? {
        guard !rewards.isEmpty else { return nil }
        let head = [
            "reward", "weight", "above the anchor, first epochs", "last epochs", "win rate",
            "judge, first → last",
        ].map { "<th>\($0)</th>" }.joined()
        let rows = rewards.map { line in
            [line.name, line.weight, line.first, line.last, line.winRate, line.judge]
                .map { "<td>\(Self.escaped($0))</td>" }.joined()
        }
        return "<h2>Rewards</h2>\n<table><tr>\(head)</tr>"
            + rows.map { "<tr>\($0)</tr>" }.joined() + "</table>"
    }

    private var agreementTable: String? {
        guard !agreements.isEmpty else { return nil }
        let head = Self.agreementHead.map { "<th>\($0)</th>" }.joined()
        let rows = agreements.map { line in
            [line.name, line.share, line.pairs, line.interval]
                .map { "<td>\(Self.escaped($0))</td>" }.joined()
        }
        return "<h2>\(agreementTitle)</h2>\n<table><tr>\(head)</tr>"
            + rows.map { "<tr>\($0)</tr>" }.joined() + "</table>"
    }

    private func list(_ title: String, _ items: [String]) -> String? {
        guard !items.isEmpty else { return nil }
        let lines = items.map { "<li>\(Self.escaped($0))</li>" }.joined(separator: "\n")
        return "<h2>\(title)</h2>\n<ul>\n\(lines)\n</ul>"
    }

    private static func table(_ rows: [(name: String, value: String)]) -> String {
        "<table>"
            + rows.map { "<tr><th>\(escaped($0.name))</th><td>\(escaped($0.value))</td></tr>" }
            .joined() + "</table>"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
