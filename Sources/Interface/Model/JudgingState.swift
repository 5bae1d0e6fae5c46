import Workbench

/// Which of two pictures is better: the pair on the screen and what was chosen in this session.
struct JudgingState: Sendable {
    /// A choice and the pair as it was shown.
    struct Made: Sendable {
        let id: Int
        let pair: JudgedPair
    }

    var opponent = PairDraw.Opponent.anchor
    /// On the screen.
    private(set) var pair: JudgedPair?
    /// What was chosen of it; nil until then, while it is hidden who made which picture.
    private(set) var judgement: PairJudgement?
    private(set) var made: [Made] = []
    private(set) var skipped: Set<JudgedPair.Key> = []
    /// How often a pair was drawn.
    private(set) var draws: UInt64 = 0
    /// Whether there was none to draw, as of the last time.
    var isExhausted = false

    mutating func show(_ pair: JudgedPair?) {
        draws += 1
        self.pair = pair
        judgement = nil
        isExhausted = pair == nil
    }

    mutating func choose(_ judgement: PairJudgement) {
        guard let pair else { return }
        self.judgement = judgement
        made.append(Made(id: judgement.id, pair: pair))
    }

    mutating func skip() {
        if let pair, judgement == nil { skipped.insert(pair.key) }
    }

    /// The last pair that was judged, to be judged again.
    mutating func undo() -> Int? {
        guard let last = made.popLast() else { return nil }
        pair = last.pair
        judgement = nil
        isExhausted = false
        return last.id
    }

    /// The choice was not kept.
    mutating func forget(_ id: Int) {
        made.removeAll { $0.id == id }
        if judgement?.id == id { judgement = nil }
    }

    /// Epochs after that one are undone; a pair of theirs goes.
    mutating func goBack(to epoch: Int) {
        isExhausted = false
        let isUndone = [pair?.left.source, pair?.right.source].contains { source in
            if case .policy(let made, _)? = source { made > epoch } else { false }
        }
        if isUndone, judgement == nil { pair = nil }
    }
}
