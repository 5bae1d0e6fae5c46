/// The findings that a labeler read from a text.
public struct LabeledText: Sendable, Equatable {
    /// In the order of the text.
    public let mentions: [FindingMention]
    /// One assertion for each finding that is mentioned: affirmed anywhere outweighs uncertain,
    /// which outweighs denied. `Finding.noFinding` is affirmed where the text calls the chest
    /// normal and nothing contradicts it, and denied where a finding is affirmed.
    public let assertions: [Finding: Assertion]

    /// Whether the text speaks of something that is not normal and has no label, scoliosis for
    /// one.
    public let hasUnlabelledAbnormality: Bool

    init(mentions: [FindingMention], hasUnlabelled: Bool) {
        self.mentions = mentions
        hasUnlabelledAbnormality = hasUnlabelled
        var assertions: [Finding: Assertion] = [:]
        for mention in mentions where mention.finding != .noFinding {
            let known = assertions[mention.finding]
            assertions[mention.finding] =
                known.map { LabeledText.stronger($0, mention.assertion) } ?? mention.assertion
        }
        let contradictions = assertions.filter { $0.key != .supportDevices }.values
        let normal = mentions.first { $0.finding == .noFinding }?.assertion
        assertions[.noFinding] = LabeledText.noFinding(
            given: Set(contradictions), normal: normal)
        self.assertions = assertions
    }

    /// What the text says of a finding, or of what it is made of: a nodule is a lung lesion.
    public func assertion(of finding: Finding) -> Assertion? {
        let parts = [finding] + (LabeledText.parts[finding] ?? [])
        return parts.compactMap { assertions[$0] }.reduce(nil) { known, next in
            known.map { LabeledText.stronger($0, next) } ?? next
        }
    }

    /// Whether nothing is there, labelled or not, nor perhaps there, and the text says so.
    public var isNormal: Bool {
        !hasUnlabelledAbnormality && !assertions.isEmpty
            && assertions.allSatisfy { $0.key == .noFinding || $0.value == .denied }
            && assertions[.noFinding] != .denied
    }

    /// As CheXpert's labels are composed of the words of reports.
    private static let parts: [Finding: [Finding]] = [
        .lungLesion: [.mass, .nodule], .lungOpacity: [.infiltration],
        .pleuralOther: [.pleuralThickening],
    ]

    /// What is known for certain, by finding name: `true` affirmed, `false` denied. Findings that
    /// are uncertain or not mentioned are left out, but a text that calls the chest normal denies
    /// all of `findings`.
    public func labels(for findings: [Finding] = Finding.chestXray14) -> [String: Bool] {
        let isNormal = assertions[.noFinding] == .affirmed
        var labels: [String: Bool] = [:]
        for finding in findings {
            switch assertion(of: finding) {
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
