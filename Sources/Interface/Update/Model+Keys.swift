import Terminal

extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        switch key {
        case .resize(let size):
            self.size = size
            return []
        case .focus: return []
        case .mouse(let event): return point(event)
        case .paste(let text): return type(text, isPaste: true)
        case .character, .control, .alt, .up, .down, .left, .right, .wordLeft, .wordRight, .home,
            .end, .pageUp, .pageDown, .tab, .backtab, .enter, .escape, .backspace, .delete,
            .insert, .function:
            return pressPlain(key)
        }
    }

    private mutating func pressPlain(_ key: Key) -> [Effect] {
        guard !isTooSmall else { return pressUnseen(key) }
        guard let binding = keys.binding(for: key, in: scope) else {
            if case .tour(let step) = overlay { goOnTour(from: step) }
            if scope.takesText, case .character(let character) = key {
                return type(String(character), isPaste: false)
            }
            return []
        }
        return attempt(binding.action)
    }

    private mutating func goOnTour(from step: Int) {
        overlay = step + 1 < Tour.count ? .tour(step: step + 1) : nil
    }

    /// On a screen that is too small one can only leave.
    private mutating func pressUnseen(_ key: Key) -> [Effect] {
        guard let action = keys.binding(for: key, in: pane.scope)?.action,
            action == .quit || action == .interrupt
        else { return [] }
        overlay = nil
        return attempt(action)
    }

    /// Does an action, or says why it cannot be done.
    mutating func attempt(_ action: Action) -> [Effect] {
        if let reason = disabledReason(action) {
            say(reason.prefix(1).uppercased() + reason.dropFirst() + ".", as: .warning)
            return []
        }
        return perform(action)
    }

    private mutating func type(_ text: String, isPaste: Bool) -> [Effect] {
        switch scope {
        case .editor: return edit { $0.insert(text) }
        case .commandLine, .filter, .settingValue:
            editLine { $0.insert(text.replacingNewlines) }
        case .curves, .rewards, .trajectory, .prompts, .log, .help, .leaving, .detaching,
            .alarms, .runs, .detail, .sheet, .settings, .tour, .judging:
            if isPaste {
                let key = keyName(.edit, in: .prompts)
                say("Open the editor (\(key)) before pasting.", as: .warning)
            }
        }
        return []
    }

    /// Changes the text of the command line, the filter or a setting's value.
    mutating func editLine(_ change: (inout TextEditor) -> Void) {
        switch overlay {
        case .commandLine(var editor, _):
            change(&editor)
            overlay = .commandLine(editor, history: nil)
        case .filter(var editor):
            change(&editor)
            overlay = .filter(editor)
            setFilter(editor.text)
        case nil:
            guard var editor = runSettings.editor else { return }
            change(&editor)
            runSettings.editor = editor
        case .help, .leaving, .detaching, .alarms, .runs, .detail, .sheet, .tour, .judging: break
        }
    }

    mutating func setFilter(_ text: String) {
        guard !runSettings.isOpen else {
            runSettings.setFilter(text)
            return
        }
        switch pane {
        case .rewards:
            rewards.filter = text
            rewards.cursor = min(rewards.cursor, max(0, rewardNames.count + promptRows.count - 1))
        case .prompts:
            prompts.filter = text
            if !promptEntries.contains(prompts.chosen), let first = promptEntries.first {
                prompts.chosen = first
            }
        case .log:
            log.filter = text
            log.fromEnd = 0
        case .curves, .trajectory: break
        }
    }

    var filterText: String {
        guard !runSettings.isOpen else { return runSettings.filter }
        return switch pane {
        case .rewards: rewards.filter
        case .prompts: prompts.filter
        case .log: log.filter
        case .curves, .trajectory: ""
        }
    }
}

extension String {
    fileprivate var replacingNewlines: String {
        String(map { $0.isNewline ? " " : $0 })
    }
}
