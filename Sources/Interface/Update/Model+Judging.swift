import Workbench

extension Model {
    mutating func openJudging() {
        overlay = .judging
        judging.isExhausted = false
    }

    /// Draws a pair where none is shown, and asks for its pictures.
    mutating func requestJudgedPictures(of run: RunDescription) -> [Effect] {
        if judging.pair == nil, !judging.isExhausted { drawPair(of: run) }
        guard let pair = judging.pair else { return [] }
        let missing = [pair.left.path, pair.right.path].filter { !prompts.kept.isKnown($0) }
        for path in missing { prompts.kept.set(nil, for: path) }
        return missing.map { .loadPicture(run: run.folder, path: $0) }
    }

    private mutating func drawPair(of run: RunDescription) {
        let known = judging.skipped.union(history.judgements.map(\.key))
        let draw = PairDraw(history: history, opponent: judging.opponent, known: known)
        judging.show(draw.pair(seed: UInt64(max(0, openedAt)) &+ judging.draws &+ run.seed))
    }

    /// Keeps what was chosen, and shows who made which picture.
    mutating func choose(_ choice: PairJudgement.Choice) -> [Effect] {
        guard let pair = judging.pair else { return [] }
        let id = max(Int(now * 1000), (history.judgements.last?.id ?? 0) + 1)
        let judgement = pair.judgement(choice, id: id)
        judging.choose(judgement)
        history.add(judgement)
        return [.perform(.judge(judgement))]
    }

    mutating func showNextPair() {
        judging.skip()
        judging.show(nil)
        judging.isExhausted = false
    }

    mutating func undoChoice() -> [Effect] {
        guard let id = judging.undo() else { return [] }
        history.withdrawJudgement(id)
        say("The choice is taken back: choose again.")
        return [.perform(.withdrawJudgement(id))]
    }

    mutating func changeOpponent() {
        judging.opponent = judging.opponent == .anchor ? .earlier : .anchor
        judging.show(nil)
        judging.isExhausted = false
    }

    mutating func refuse(_ judgement: PairJudgement) {
        judging.forget(judgement.id)
        history.withdrawJudgement(judgement.id)
    }
}
