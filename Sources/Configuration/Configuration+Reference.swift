extension Configuration {
    /// Every setting as Markdown, a table per section.
    public static var reference: String {
        documentedSections.map { section in
            let rows = section.fields.map { field in
                let unit = field.unit.isEmpty ? "" : " \(field.unit)"
                let live = field.isLive ? "yes" : ""
                return "| `\(field.key)` | \(field.defaultText) | \(field.rangeText)\(unit) "
                    + "| \(live) | \(field.explanation) |"
            }
            return """
                ### \(section.name)

                \(section.explanation)

                | key | default | values | live | meaning |
                |---|---|---|---|---|
                \(rows.joined(separator: "\n"))
                """
        }.joined(separator: "\n\n") + "\n"
    }

    /// Every setting as plain text for a terminal.
    public static var help: String {
        documentedSections.map { section in
            let entries = section.fields.map { field in
                let unit = field.unit.isEmpty ? "" : " \(field.unit)"
                let live = field.isLive ? ", live" : ""
                return "  \(field.key) = \(field.defaultText)  (\(field.rangeText)\(unit)\(live))\n"
                    + "      \(field.explanation)"
            }
            return "\(section.name): \(section.explanation)\n" + entries.joined(separator: "\n")
        }.joined(separator: "\n\n") + """


            Live settings may be changed in a run that exists. Precedence: built-in defaults,
            preset, your own config.json, --config FILE, --set key=value, other flags.

            """
    }
}

extension Configuration.Field {
    fileprivate var defaultText: String {
        let text = defaultValue.text
        return text.isEmpty ? "(empty)" : text
    }
}
