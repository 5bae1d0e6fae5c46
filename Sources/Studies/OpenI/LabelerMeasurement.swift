public import Text

/// How the findings that the labeler reads from Open-i's reports compare with the tags that
/// people gave them.
public struct LabelerMeasurement: Sendable {
    /// How often labeler and tags agree on one finding, or on several together.
    public struct Agreement: Sendable, Equatable {
        /// Affirmed by the labeler and tagged.
        public var both: Int
        /// Affirmed by the labeler alone.
        public var labelerOnly: Int
        /// Tagged alone; the labeler may have left it open.
        public var tagsOnly: Int
        /// Those of `tagsOnly` that the labeler left open.
        public var leftOpen: Int

        public init(both: Int = 0, labelerOnly: Int = 0, tagsOnly: Int = 0, leftOpen: Int = 0) {
            self.both = both
            self.labelerOnly = labelerOnly
            self.tagsOnly = tagsOnly
            self.leftOpen = leftOpen
        }

        public var precision: Double { Double(both) / Double(both + labelerOnly) }
        public var recall: Double { Double(both) / Double(both + tagsOnly) }
        public var f1: Double { Double(2 * both) / Double(2 * both + labelerOnly + tagsOnly) }

        static func + (left: Agreement, right: Agreement) -> Agreement {
            Agreement(
                both: left.both + right.both, labelerOnly: left.labelerOnly + right.labelerOnly,
                tagsOnly: left.tagsOnly + right.tagsOnly, leftOpen: left.leftOpen + right.leftOpen)
        }
    }

    /// In the order in which they are to be shown; `Finding.noFinding` stands for the tag
    /// `normal`.
    public let agreements: [(finding: Finding, agreement: Agreement)]
    /// Reports that were compared.
    public let count: Int
    /// Reports that nobody tagged, or that have neither findings nor impression.
    public let leftOut: Int

    /// Over all findings together.
    public var micro: Agreement { agreements.map(\.agreement).reduce(Agreement(), +) }

    public init(_ reports: [OpenIReport]) {
        var agreements: [Finding: Agreement] = [:]
        var count = 0
        let labeler = FindingsLabeler()
        for report in reports {
            guard let signs = OpenITags.signs(report.tags), !report.text.isEmpty else { continue }
            count += 1
            let labeled = labeler.label(ReportSections(report.text).described)
            for finding in OpenITags.findings where signs[finding] != .uncertain {
                agreements[finding, default: Agreement()].add(
                    labeled.comparable(finding), isTagged: signs[finding] == .present)
            }
        }
        self.agreements = OpenITags.findings.map { ($0, agreements[$0] ?? Agreement()) }
        self.count = count
        leftOut = reports.count - count
    }
}

extension LabelerMeasurement.Agreement {
    fileprivate mutating func add(_ assertion: Assertion?, isTagged: Bool) {
        switch (assertion == .affirmed, isTagged) {
        case (true, true): both += 1
        case (true, false): labelerOnly += 1
        case (false, true):
            tagsOnly += 1
            if assertion == .uncertain { leftOpen += 1 }
        case (false, false): break
        }
    }
}

extension LabeledText {
    /// The tag `normal` means that nothing whatever was found, with or without a label.
    fileprivate func comparable(_ finding: Finding) -> Assertion? {
        finding == .noFinding ? (isNormal ? .affirmed : nil) : assertion(of: finding)
    }
}
