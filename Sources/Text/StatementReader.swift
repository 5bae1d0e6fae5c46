/// Reads the findings of one sentence.
struct StatementReader {
    private typealias Phrase = PatternIndex<FindingPhrases.Meaning>.Match

    private let tokens: [ReportToken]
    private let phrases: [Phrase]
    private let scopes: AssertionScopes

    init(tokens: [ReportToken]) {
        self.tokens = tokens
        phrases = StatementReader.distinct(FindingPhrases.index.matches(in: tokens))
        scopes = AssertionScopes(
            tokens: tokens,
            named: phrases.filter { StatementReader.finding(of: $0) != .noFinding }.map(\.range))
    }

    var mentions: [FindingMention] {
        let asserted = phrases.map { assertion(of: $0) }
        return phrases.indices.compactMap { index in
            guard let finding = StatementReader.finding(of: phrases[index]),
                let assertion = asserted[index]
            else { return nil }
            let isAlternative = assertion == .affirmed && isAlternative(index, asserted)
            let range = phrases[index].range
            return FindingMention(
                finding: finding, assertion: isAlternative ? .uncertain : assertion,
                range: tokens[range.lowerBound].range
                    .lowerBound..<tokens[range.upperBound - 1].range.upperBound)
        }
    }

    /// Whether something is said to be there that is not normal and has no label.
    var hasUnlabelled: Bool {
        phrases.contains { phrase in
            phrase.meaning == .unlabelled && scopes.assertion(of: phrase.range) != .denied
        }
    }

    private func assertion(of phrase: Phrase) -> Assertion? {
        switch phrase.meaning {
        case .finding:
            return scopes.assertion(of: phrase.range)
        case .hint:
            let assertion = scopes.assertion(of: phrase.range)
            return assertion == .denied ? .denied : .uncertain
        case .normal(let finding):
            // "no acute disease" begins with a cue that is part of the phrase
            switch scopes.assertion(of: phrase.range, ignoringFirst: true) {
            case .affirmed: return finding == .noFinding ? .affirmed : .denied
            case .uncertain: return .uncertain
            case .denied: return finding == .noFinding ? nil : .uncertain
            }
        case .other, .unlabelled:
            return nil
        }
    }

    /// "Atelectasis or pneumonia", both affirmed, says neither for certain.
    private func isAlternative(_ index: Int, _ asserted: [Assertion?]) -> Bool {
        [index - 1, index + 1].contains { other in
            guard phrases.indices.contains(other), asserted[other] == .affirmed,
                StatementReader.finding(of: phrases[other]) != .noFinding
            else { return false }
            let (one, two) = (phrases[index].range, phrases[other].range)
            // one phrase may hold the other: "pleural effusion or thickening"
            let ends = [one.upperBound, two.upperBound, one.lowerBound, two.lowerBound].sorted()
            let gap = one.overlaps(two) ? ends[0]..<ends[3] : ends[1]..<ends[2]
            guard gap.count <= 4 else { return false }
            return tokens[gap].contains { ["or", "versus", "vs"].contains($0.text) }
        }
    }

    private static func finding(of phrase: Phrase) -> Finding? {
        switch phrase.meaning {
        case .finding(let finding), .normal(let finding), .hint(let finding): finding
        case .other, .unlabelled: nil
        }
    }

    /// Without phrases inside a longer one that means something else, and with one phrase for a
    /// finding where several overlap: naming it comes before calling it normal, longer before
    /// shorter.
    private static func distinct(_ phrases: [Phrase]) -> [Phrase] {
        let others = phrases.filter { $0.meaning == .other }
        var kept: [Phrase] = []
        let ranked = phrases.sorted { left, right in
            let (first, second) = (isNaming(left), isNaming(right))
            return first == second ? left.range.count > right.range.count : first
        }
        for phrase in ranked where phrase.meaning != .other {
            let isHidden = others.contains { other in
                other.range.lowerBound <= phrase.range.lowerBound
                    && phrase.range.upperBound <= other.range.upperBound
            }
            let isKnown = kept.contains {
                finding(of: $0) == finding(of: phrase) && $0.range.overlaps(phrase.range)
            }
            if !isHidden, !isKnown { kept.append(phrase) }
        }
        return kept.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
    }

    private static func isNaming(_ phrase: Phrase) -> Bool {
        if case .finding = phrase.meaning { return true }
        return false
    }
}
