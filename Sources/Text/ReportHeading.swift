/// What a heading of a radiology report announces.
enum ReportHeading: Hashable {
    /// What stands before the first heading.
    case none
    case findings
    /// The views, after which many reports of MIMIC-CXR go on with what they show.
    case views
    case impression
    /// Indication, comparison, technique and whatever else says nothing of this image.
    case other

    /// In characters, with the colon.
    static let longest = 80

    private static let known: [String: ReportHeading] = {
        let names: [(ReportHeading, [String])] = [
            (.findings, ["FINDINGS", "FINDING", "REPORT", "DESCRIPTION", "DISCUSSION"]),
            (
                .impression,
                [
                    "IMPRESSION", "IMPRESSIONS", "CONCLUSION", "CONCLUSIONS", "OPINION", "SUMMARY",
                    "FINDINGS AND IMPRESSION", "FINDINGS/IMPRESSION", "IMPRESSION AND FINDINGS",
                ]
            ),
            (
                .other,
                [
                    "INDICATION", "INDICATIONS", "HISTORY", "CLINICAL HISTORY",
                    "CLINICAL INFORMATION", "CLINICAL INDICATION", "REASON FOR EXAM",
                    "REASON FOR EXAMINATION", "REASON FOR THIS EXAMINATION", "REASON FOR STUDY",
                    "COMPARISON", "COMPARISONS", "TECHNIQUE", "EXAMINATION", "EXAM", "STUDY",
                    "RECOMMENDATION", "RECOMMENDATIONS", "NOTIFICATION", "PROCEDURE", "WET READ",
                    "FINAL REPORT", "ADDENDUM", "DATE",
                ]
            ),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.flatMap { heading, names in names.map { ($0, heading) } })
    }()

    private static let viewWords: Set<String> = [
        "CHEST", "VIEW", "VIEWS", "RADIOGRAPH", "RADIOGRAPHS", "PORTABLE", "AP", "PA", "LATERAL",
        "FRONTAL", "UPRIGHT", "SUPINE",
    ]

    /// The words before a colon: a known heading in any case, or others in capitals where a line
    /// begins.
    ///
    /// - Returns: `nil` for words that are no heading.
    init?(_ text: Substring, startsLine: Bool) {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let heading = ReportHeading.known[name.uppercased()] {
            self = heading
            return
        }
        guard startsLine, name.count > 2, name == name.uppercased() else { return nil }
        let words = name.split { !$0.isLetter }.map(String.init)
        guard !words.isEmpty else { return nil }
        if words.contains(where: { $0.hasPrefix("IMPRESSION") || $0.hasPrefix("CONCLUSION") }) {
            self = .impression
        } else if words.contains(where: { $0.hasPrefix("FINDING") }) {
            self = .findings
        } else if words.contains(where: ReportHeading.viewWords.contains) {
            self = .views
        } else {
            self = .other
        }
    }

    /// A line that holds a known heading in capitals and nothing else.
    init?(alone line: Substring) {
        let name = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard name == name.uppercased(), let heading = ReportHeading.known[name] else {
            return nil
        }
        self = heading
    }
}
