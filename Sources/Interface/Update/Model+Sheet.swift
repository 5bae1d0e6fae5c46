import Workbench

extension Model {
    /// Opens the sheet of the chosen text and has it drawn.
    mutating func openSheet() -> [Effect] {
        prompts.sheet.open(
            promptText, seed: prompts.picture.seed,
            cursor: prompts.drafts[prompts.chosen]?.cursor)
        overlay = .sheet
        return drawSheet()
    }

    mutating func drawSheet() -> [Effect] {
        prompts.sheet.begin().map { [.perform(.sheet($0))] } ?? []
    }

    /// Another term varies once the keys rest.
    mutating func moveInSheet(_ action: Action) {
        let last = prompts.sheet.terms.count - 1
        switch action {
        case .left: prompts.sheet.chosen = max(0, prompts.sheet.chosen - 1)
        case .right: prompts.sheet.chosen = min(last, prompts.sheet.chosen + 1)
        default: return
        }
        prompts.sheet.dueAt = now + PromptPicture.typingPause
    }

    mutating func drawSheetAnew() {
        prompts.sheet.seed &+= 1
        prompts.picture.seed = prompts.sheet.seed
        prompts.sheet.dueAt = now + PromptPicture.typingPause
    }

    /// What is not drawn yet is not drawn any more.
    mutating func closeSheet() -> [Effect] {
        let wasUnderWay = prompts.sheet.isUnderWay
        overlay = nil
        prompts.sheet.dueAt = nil
        return wasUnderWay ? [.perform(.cancelSheet)] : []
    }

    // MARK: Completion

    /// Completes the term before the cursor; once more takes the next one that fits.
    mutating func completeTerm() -> [Effect] {
        if let next = prompts.completion?.next {
            let effects = edit {
                $0.undo()
                $0.insertWhole(next.rest)
            }
            prompts.completion = next
            return effects
        }
        guard let completion = offeredCompletion else {
            say("No term of the field begins like this.")
            return []
        }
        let effects = edit { $0.insertWhole(completion.rest) }
        prompts.completion = completion
        return effects
    }
}
