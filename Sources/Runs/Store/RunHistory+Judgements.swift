public import Workbench

extension RunHistory {
    /// What a person has found of pairs of pictures, in order; what was taken back is left out.
    public func judgements() throws -> [PairJudgement] {
        let rows = try database.rows(
            """
            SELECT body FROM events WHERE kind IN ('judgement', 'judgement_withdrawn')
            ORDER BY id
            """)
        var judgements: [PairJudgement] = []
        for body in rows.compactMap({ $0.text(0) }) {
            switch try LosslessJSON.decode(StoredEvent.self, from: body) {
            case .judged(let judgement): judgements.append(judgement)
            case .judgementWithdrawn(let id): judgements.removeAll { $0.id == id }
            default: break
            }
        }
        return judgements
    }
}
