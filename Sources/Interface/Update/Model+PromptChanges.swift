import Workbench

extension Model {
    mutating func beginEditing() {
        prompts.isEditing = true
        if prompts.drafts[prompts.chosen] == nil {
            prompts.drafts[prompts.chosen] = TextEditor(originalText(of: prompts.chosen))
        }
    }

    /// Changes the chosen text, and waits for the next pause to make its picture.
    mutating func edit(_ change: (inout TextEditor) -> Void) -> [Effect] {
        prompts.completion = nil
        var editor = prompts.drafts[prompts.chosen] ?? TextEditor(promptText)
        let before = editor.text
        change(&editor)
        prompts.drafts[prompts.chosen] = editor
        if editor.text != before { prompts.picture.dueAt = now + PromptPicture.typingPause }
        return []
    }

    /// Its text can be fetched back, whatever becomes of it.
    mutating func leaveEditor() {
        if isEdited(prompts.chosen) { prompts.past.remember(promptText) }
        prompts.isEditing = false
    }

    /// Where it was called from the prompt editor, that stays open.
    mutating func openExternalEditor() -> [Effect] {
        let wasEditing = prompts.isEditing
        show(.prompts)
        prompts.isEditing = wasEditing
        prompts.picture.dueAt = nil
        return [.editText(promptText)]
    }

    /// What the user's editor made of the text, as one change.
    mutating func takeEdited(_ text: String) -> [Effect] {
        let normalized = TextEditor(text).text
        guard normalized != promptText else {
            say("The text is as it was.")
            return []
        }
        beginEditing()
        return edit { $0.replace(with: normalized) }
    }

    mutating func recallText(_ action: Action) -> [Effect] {
        let fetched =
            action == .earlierText
            ? prompts.past.earlier(than: promptText) : prompts.past.later(than: promptText)
        guard let fetched else { return [] }
        return edit { $0.replace(with: fetched) }
    }

    mutating func changeText(_ action: Action) -> [Effect] {
        let change: (inout TextEditor) -> Void =
            switch action {
            case .newline: { $0.insert("\n") }
            case .deleteBackward: { $0.deleteBackward() }
            case .deleteForward: { $0.deleteForward() }
            case .deleteWord: { $0.deleteWord() }
            case .deleteToEnd: { $0.deleteToEnd() }
            case .undo: { $0.undo() }
            case .redo: { $0.redo() }
            default: { _ in }
            }
        if scope == .editor { return edit(change) }
        editLine(change)
        return []
    }

    /// Asks for the chosen text's picture; what is asked for already is not asked for twice.
    mutating func drawPrompt() -> [Effect] {
        prompts.picture.dueAt = nil
        let text = promptText
        let seed = prompts.picture.seed
        if let request = prompts.picture.request, request.prompt == text, request.seed == seed {
            return []
        }
        prompts.picture.lastID += 1
        let request = SampleRequest(id: prompts.picture.lastID, prompt: text, seed: seed)
        prompts.picture.state = .requested(request)
        return [.perform(.sample(request))]
    }

    mutating func changePrompts(_ action: Action) -> [Effect] {
        let text = promptText
        if action != .removePrompt { prompts.past.remember(text) }
        switch (action, prompts.chosen) {
        case (.addPrompt, _):
            prompts.changes.added.append(text)
            prompts.drafts[prompts.chosen] = nil
            prompts.chosen = .added(prompts.changes.added.count - 1)
        case (.replacePrompt, .training(let id)):
            prompts.changes.replaced[id] = text
            prompts.drafts[prompts.chosen] = nil
        case (.removePrompt, .training(let id)):
            if prompts.changes.removed.remove(id) == nil { prompts.changes.removed.insert(id) }
        case (.removePrompt, .added(let index)):
            removeAdded(index)
        default: return []
        }
        prompts.isEditing = false
        say("The training prompts change with the next epoch.")
        prompts.sent.append(prompts.changes)
        let texts = prompts.changes.applied(to: run?.prompts ?? [])
        return [.perform(.setPrompts(texts))]
    }

    private mutating func removeAdded(_ index: Int) {
        guard prompts.changes.added.indices.contains(index) else { return }
        prompts.changes.added.remove(at: index)
        // Places after it move up, and drafts with them.
        var drafts: [PromptsState.Entry: TextEditor] = [:]
        for (entry, draft) in prompts.drafts {
            guard case .added(let place) = entry, place >= index else {
                drafts[entry] = draft
                continue
            }
            if place > index { drafts[.added(place - 1)] = draft }
        }
        prompts.drafts = drafts
        prompts.chosen = promptEntries.last ?? .scratch
    }
}
