/// The parts of a radiology report that say what was seen.
public struct ReportSections: Sendable, Equatable {
    /// What the image shows; empty where the report has no such heading.
    public let findings: String
    /// The conclusion; empty where the report has no such heading.
    public let impression: String
    /// What to give to a generator: the impression, else the findings, else what has no heading.
    public let prompt: String
    /// What to read findings from: findings and impression, else what has no heading.
    public let described: String

    /// Headings stand at the start of a line or sentence, before a colon or alone on their line.
    public init(_ report: String) {
        var texts: [ReportHeading: String] = [:]
        for (heading, body) in ReportSections.cut(report) {
            texts[heading, default: ""] += " " + body
        }
        func text(_ heading: ReportHeading) -> String { (texts[heading] ?? "").cleaned }
        // many reports name the views where others write FINDINGS
        let views = text(.views)
        findings = [views, text(.findings)].filter { !$0.isEmpty }.joined(separator: " ")
        impression = text(.impression)
        let rest = text(.none).isEmpty ? report.cleaned : text(.none)
        let described = [findings, impression].filter { !$0.isEmpty }.joined(separator: "\n\n")
        self.described = described.isEmpty ? rest : described
        prompt = [impression, findings].first { !$0.isEmpty } ?? rest
    }

    /// The text cut at headings, each part with the heading before it.
    private static func cut(_ report: String) -> [(heading: ReportHeading, body: String)] {
        var parts: [(heading: ReportHeading, body: String)] = [(.none, "")]
        var rest = report[...]
        var (startsLine, startsSentence) = (true, true)
        while let character = rest.first {
            if startsSentence, character.isLetter,
                let (heading, end) = heading(at: rest, startsLine: startsLine)
            {
                parts.append((heading, ""))
                rest = rest[end...]
                (startsLine, startsSentence) = (false, true)
                continue
            }
            parts[parts.count - 1].body.append(character)
            if character.isNewline {
                (startsLine, startsSentence) = (true, true)
            } else if !character.isWhitespace {
                (startsLine, startsSentence) = (false, character == ".")
            }
            rest = rest.dropFirst()
        }
        return parts
    }

    /// The heading that a text begins with, and where its body begins.
    private static func heading(
        at text: Substring, startsLine: Bool
    ) -> (heading: ReportHeading, end: Substring.Index)? {
        let line = text.prefix(ReportHeading.longest).prefix { !$0.isNewline }
        if let colon = line.firstIndex(of: ":") {
            guard let heading = ReportHeading(line[..<colon], startsLine: startsLine) else {
                return nil
            }
            return (heading, text.index(after: colon))
        }
        let isWhole = line.endIndex == text.endIndex || text[line.endIndex].isNewline
        guard startsLine, isWhole, let heading = ReportHeading(alone: line) else { return nil }
        return (heading, line.endIndex)
    }
}

extension String {
    /// With single spaces, and none at the ends.
    fileprivate var cleaned: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
