/// Which cues of a sentence reach which of its findings.
struct AssertionScopes {
    private typealias Cue = PatternIndex<AssertionCues.Meaning>.Match

    private static let listWords: Set<String> = ["or", "nor", "and"]
    private static let alternatives: Set<String> = ["or", "versus", "vs"]
    /// A comma before one of these begins a new statement.
    private static let openers: Set<String> = [
        "the", "there", "this", "these", "it", "with", "but",
    ]
    /// A comma before one of these begins a new statement unless a list goes on after it.
    private static let qualities: Set<String> = [
        "heart", "cardiac", "lungs", "small", "mild", "moderate", "large", "marked", "severe",
        "minimal", "trace", "new", "left",
        "right", "bilateral", "stable", "unchanged", "persistent", "known", "chronic", "increased",
        "increasing", "decreased", "decreasing", "improved", "improving", "worsening",
    ]

    private let tokens: [ReportToken]
    /// Where the sentence names findings.
    private let named: [Range<Int>]
    private let cues: [Cue]
    private let turns: [Cue]

    init(tokens: [ReportToken], named: [Range<Int>]) {
        self.tokens = tokens
        self.named = named
        let matches = AssertionCues.index.matches(in: tokens)
        // a longer cue says what the shorter ones inside it mean: "no change", "not excluded"
        let longest = matches.filter { cue in
            !matches.contains {
                $0.range.count > cue.range.count && $0.range.overlaps(cue.range)
                    && $0.range.lowerBound <= cue.range.lowerBound
                    && cue.range.upperBound <= $0.range.upperBound
            }
        }
        cues = longest.filter { $0.meaning != .turn && $0.meaning != .neutral }
        turns = longest.filter { $0.meaning == .turn }
    }

    /// - Parameter ignoringFirst: pass over a cue that begins where the phrase does.
    func assertion(of phrase: Range<Int>, ignoringFirst: Bool = false) -> Assertion {
        let after = cues.first { cue in
            cue.range.lowerBound >= phrase.upperBound && reachesBack(cue, to: phrase)
        }
        if let after { return after.meaning == .denialAfter ? .denied : .uncertain }
        let before = cues.last { cue in
            let limit = ignoringFirst && cue.range.lowerBound == phrase.lowerBound
            return !limit && cue.range.lowerBound < phrase.upperBound && reaches(cue, phrase)
        }
        switch before?.meaning {
        case .denial: return .denied
        case .doubt, .openList, .doubtfulNoun: return .uncertain
        case .denialAfter, .doubtAfter, .neutral, .turn, nil: return .affirmed
        }
    }

    private func reaches(_ cue: Cue, _ phrase: Range<Int>) -> Bool {
        if cue.meaning == .denialAfter || cue.meaning == .doubtAfter { return false }
        guard cue.range.upperBound < phrase.lowerBound else { return true }
        let between = cue.range.upperBound..<phrase.lowerBound
        if turns.contains(where: { between.overlaps($0.range) }) { return false }
        if cue.meaning == .openList { return true }
        if cue.meaning == .doubtfulNoun {
            return !tokens[between].contains {
                $0.kind == .comma || ["and", "with", "without", "in"].contains($0.text)
            }
        }
        return !between.contains { tokens[$0].kind == .comma && stops(cue, atComma: $0) }
    }

    private func stops(_ cue: Cue, atComma position: Int) -> Bool {
        let rest = tokens[(position + 1)...]
        guard let next = rest.first else { return false }
        if AssertionScopes.openers.contains(next.text) { return true }
        if cue.meaning == .doubt {
            return !rest.contains { AssertionScopes.alternatives.contains($0.text) }
        }
        return AssertionScopes.qualities.contains(next.text)
            && !rest.contains { AssertionScopes.listWords.contains($0.text) }
    }

    /// Back over a list of findings with at most four words that are none of the list's.
    private func reachesBack(_ cue: Cue, to phrase: Range<Int>) -> Bool {
        guard cue.meaning == .denialAfter || cue.meaning == .doubtAfter else { return false }
        let between = phrase.upperBound..<cue.range.lowerBound
        if turns.contains(where: { between.overlaps($0.range) }) { return false }
        let strangers = between.filter { position in
            tokens[position].kind == .word
                && !AssertionScopes.listWords.contains(tokens[position].text)
                && !named.contains { $0.contains(position) }
        }
        return strangers.count <= 4
    }
}
