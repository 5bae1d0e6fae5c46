import Workbench

/// What becomes of the list's entries and changes when the engine has taken other prompts.
///
/// An id means the prompt of before only where it has the text of before.
struct TakenPrompts {
    private let records: [PromptRecord]
    /// Texts of before by id.
    private let before: [Int: String]
    /// All changes, and those of them that this answers.
    private let changes: PromptChanges
    private let answered: PromptChanges

    init(
        _ records: [PromptRecord], before: [PromptRecord], changes: PromptChanges,
        answered: PromptChanges
    ) {
        self.records = records
        self.before = Dictionary(before.map { ($0.id, $0.text) }) { first, _ in first }
        self.changes = changes
        self.answered = answered
    }

    /// Changes that are still to take effect.
    ///
    /// Equal texts are not enough to know the others: one that is too long comes back cut.
    var pending: PromptChanges {
        let texts = Set(records.map(\.text))
        var pending = PromptChanges()
        pending.added = changes.added.filter {
            !answered.added.contains($0) && !texts.contains($0)
        }
        pending.removed = Set(
            changes.removed.subtracting(answered.removed).compactMap { newID(of: $0) })
        for (id, text) in changes.replaced
        where answered.replaced[id] != text && !texts.contains(text) {
            if let id = newID(of: id) { pending.replaced[id] = text }
        }
        return pending
    }

    /// Where an entry of before is now; nil where it is gone.
    func place(of entry: PromptsState.Entry) -> PromptsState.Entry? {
        switch entry {
        case .scratch: return entry
        case .training(let id):
            let replaced = answered.replaced[id].flatMap { newID(ofSent: $0) }
            return (replaced ?? newID(of: id)).map { .training($0) }
        case .added(let index):
            guard changes.added.indices.contains(index) else { return nil }
            let text = changes.added[index]
            if let index = pending.added.firstIndex(of: text) { return .added(index) }
            return newID(ofSent: text).map { .training($0) }
        }
    }

    /// The id now of a prompt of before.
    private func newID(of id: Int) -> Int? {
        guard let text = before[id] else { return nil }
        let same = records.filter { $0.text == text }
        return (same.first { $0.id == id } ?? same.first)?.id
    }

    /// The id of a text that was sent, whole or cut.
    private func newID(ofSent text: String) -> Int? {
        let same = records.first { $0.text == text }
        let cut = records.last { before[$0.id] != $0.text && text.hasPrefix($0.text) }
        return (same ?? cut)?.id
    }
}
