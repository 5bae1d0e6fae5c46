import Workbench

/// Two pictures of the same prompt, side by side.
struct JudgedPair: Sendable, Equatable {
    /// What makes it the same pair, whichever side each picture is on.
    struct Key: Hashable, Sendable {
        let prompt: String
        let sources: Set<JudgedPicture.Source>
    }

    let promptID: Int
    let prompt: String
    let left: JudgedPicture
    let right: JudgedPicture

    var key: Key { Key(prompt: prompt, sources: [left.source, right.source]) }

    func judgement(_ choice: PairJudgement.Choice, id: Int) -> PairJudgement {
        PairJudgement(
            id: id, promptID: promptID, prompt: prompt, left: left, right: right, choice: choice)
    }
}

extension PairJudgement {
    var key: JudgedPair.Key {
        JudgedPair.Key(prompt: prompt, sources: [left.source, right.source])
    }
}
