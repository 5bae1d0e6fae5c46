/// The findings that a labeler read from a text.
public struct LabeledText: Sendable, Equatable {
    /// In the order of the text.
    public let mentions: [FindingMention]
    /// One assertion for each finding that is mentioned: affirmed anywhere outweighs uncertain,
    /// which outweighs denied. `Finding.noFinding` is affirmed where the text calls the chest
    /// normal and nothing contradicts it, and denied where a finding is affirmed.
    public let assertions: [Finding: Assertion]

    init(mentions: [FindingMention]) {
        self.mentions = mentions
        var assertions: [Finding: Assertion] = [:]
        for mention in mentions where mention.finding != .noFinding {
            let known = assertions[mention.finding]
            assertions[mention.finding] =
                known.map { LabeledText.stronger($0, mention.assertion) } ?? mention.assertion
        }
        let normal = mentions.first { $0.finding == .noFinding }?.assertion
        assertions[.noFinding] = LabeledText.noFinding(
            given: Set(assertions.values), normal: normal)
        self.assertions = assertions
    }

    /// What is known for certain, by finding name: `true` affirmed, `false` denied. Findings that
    /// are uncertain or not mentioned are left out, but a text that calls the chest normal denies
    /// all of `findings`.
    public func labels(for findings: [Finding] = Finding.chestXray14) -> [String: Bool] {
        let isNormal = assertions[.noFinding] == .affirmed
        var labels: [String: Bool] = [:]
        for finding in findings {
            switch assertions[finding] {
            case .affirmed: labels[finding.name] = true
            case .denied: labels[finding.name] = false
            case .uncertain: break
            case nil: if isNormal { labels[finding.name] = false }
            }
        }
        return labels
    }

    private static func stronger(_ left: Assertion, _ right: Assertion) -> Assertion {
        [Assertion.affirmed, .uncertain].first { left == $0 || right == $0 } ?? .denied
    }

    private static func noFinding(
        given others: Set<Assertion>, normal: Assertion?
    ) -> Assertion? {
        if others.contains(.affirmed) { return .denied }
        if others.contains(.uncertain) { return .uncertain }
        return normal
    }
}
