import Text

/// What was read from one report, as `cxrl labels` prints it.
struct LabelsReport {
    private let labeled: LabeledText
    private let findings: [Finding]

    init(_ labeled: LabeledText) {
        self.labeled = labeled
        findings = Finding.all.filter { labeled.assertion(of: $0) != nil }
    }

    var text: String {
        guard !findings.isEmpty else { return "No finding is named, nor denied." }
        return findings.map { finding in
            finding.title.padding(to: 28) + Self.word(labeled.assertion(of: finding))
        }.joined(separator: "\n")
    }

    var json: JSON {
        let mentions = labeled.mentions.map { mention in
            JSON.object([
                ("finding", .string(mention.finding.name)),
                ("assertion", .string(mention.assertion.rawValue)),
                ("start", .integer(mention.range.lowerBound)),
                ("end", .integer(mention.range.upperBound)),
            ])
        }
        let assertions = findings.map { finding in
            (finding.name, JSON.optional(labeled.assertion(of: finding)?.rawValue))
        }
        return .object([
            ("findings", .object(assertions)), ("is_normal", .bool(labeled.isNormal)),
            ("mentions", .array(mentions)),
        ])
    }

    private static func word(_ assertion: Assertion?) -> String {
        switch assertion {
        case .affirmed: "yes"
        case .denied: "no"
        case .uncertain, nil: "perhaps"
        }
    }
}
