/// The parts of a radiology report that say what was seen.
public struct ReportSections: Sendable, Equatable {
    /// What the image shows; empty where the report has no such heading.
    public let findings: String
    /// The conclusion; empty where the report has no such heading.
    public let impression: String
    /// What to give to a generator: the impression, else the findings, else the whole text.
    public let prompt: String
    /// What to read findings from: findings and impression, else the whole text.
    public let described: String

    private static let findingsHeadings: Set<String> = ["FINDINGS", "FINDING", "REPORT"]
    private static let impressionHeadings: Set<String> = [
        "IMPRESSION", "IMPRESSIONS", "CONCLUSION", "CONCLUSIONS", "OPINION",
    ]
    private static let otherHeadings: Set<String> = [
        "INDICATION", "INDICATIONS", "HISTORY", "CLINICAL HISTORY", "CLINICAL INFORMATION",
        "REASON FOR EXAM", "REASON FOR EXAMINATION", "COMPARISON", "COMPARISONS", "TECHNIQUE",
        "EXAMINATION", "EXAM", "STUDY", "RECOMMENDATION", "RECOMMENDATIONS", "NOTIFICATION",
    ]

    /// Headings are words before a colon at the start of a line or sentence, in any case.
    public init(_ report: String) {
        var parts: [String: [String]] = [:]
        var heading = ""
        for (found, body) in ReportSections.cut(report) {
            if let found { heading = found }
            parts[heading, default: []].append(body)
        }
        func text(_ headings: Set<String>) -> String {
            parts.filter { headings.contains($0.key) }.sorted { $0.key < $1.key }
                .flatMap(\.value).joined(separator: " ").cleaned
        }
        findings = text(ReportSections.findingsHeadings)
        impression = text(ReportSections.impressionHeadings)
        let whole = report.cleaned
        let described = [findings, impression].filter { !$0.isEmpty }.joined(separator: "\n\n")
        self.described = described.isEmpty ? whole : described
        prompt = [impression, findings].first { !$0.isEmpty } ?? whole
    }

    /// The text cut at headings, each part with the heading before it.
    private static func cut(_ report: String) -> [(heading: String?, body: String)] {
        var parts: [(heading: String?, body: String)] = [(nil, "")]
        var rest = report[...]
        var isStart = true
        while let character = rest.first {
            if isStart, character.isLetter, let colon = rest.prefix(40).firstIndex(of: ":"),
                isHeading(rest[..<colon])
            {
                parts.append((rest[..<colon].uppercased(), ""))
                rest = rest[rest.index(after: colon)...]
                continue
            }
            parts[parts.count - 1].body.append(character)
            if !character.isWhitespace { isStart = character == "." }
            if character.isNewline { isStart = true }
            rest = rest.dropFirst()
        }
        return parts
    }

    private static func isHeading(_ text: Substring) -> Bool {
        let name = text.uppercased()
        return findingsHeadings.contains(name) || impressionHeadings.contains(name)
            || otherHeadings.contains(name)
    }
}

extension String {
    /// With single spaces, and none at the ends.
    fileprivate var cleaned: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
