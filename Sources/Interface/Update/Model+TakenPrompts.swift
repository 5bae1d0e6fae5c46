import Workbench

extension Model {
    /// The new prompts have taken effect; marks of changes that they contain go away, and what is
    /// chosen or edited stays with its prompt.
    mutating func take(_ records: [PromptRecord]) {
        let answered = prompts.sent.isEmpty ? PromptChanges() : prompts.sent.removeFirst()
        let taken = TakenPrompts(
            records, before: run?.prompts ?? [], changes: prompts.changes, answered: answered)
        if prompts.isEditing, taken.place(of: prompts.chosen) == nil { goOnInScratch() }
        moveDrafts(taken)
        run?.prompts = records
        prompts.changes = taken.pending
        prompts.chosen =
            taken.place(of: prompts.chosen) ?? records.first.map { .training($0.id) } ?? .scratch
    }

    /// What is typed must not end in another prompt.
    private mutating func goOnInScratch() {
        prompts.past.remember(text(of: .scratch))
        prompts.drafts[.scratch] = prompts.drafts.removeValue(forKey: prompts.chosen)
        prompts.chosen = .scratch
    }

    /// Drafts of prompts that are gone can be fetched back as texts of before.
    private mutating func moveDrafts(_ taken: TakenPrompts) {
        let drafts = prompts.drafts
        prompts.drafts = [:]
        for (entry, draft) in drafts {
            if let place = taken.place(of: entry) {
                prompts.drafts[place] = draft
            } else {
                prompts.past.remember(draft.text)
            }
        }
    }
}
