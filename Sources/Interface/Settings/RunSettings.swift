import Configuration
import Foundation
import Terminal

/// The run's settings, and what a user would have otherwise.
struct RunSettings: Sendable, Equatable {
    /// Whether they are shown in place of the pane.
    var isOpen = false
    /// As the run has them; nil until they are read.
    private(set) var current: Configuration?
    /// Why they could not be read.
    var failure: String?
    /// The place of the chosen one among those shown.
    var chosen = 0
    var filter = ""
    /// The new value of the chosen one while it is typed.
    var editor: TextEditor?
    /// New values by key.
    private var drafts: [String: Configuration.Value] = [:]

    // MARK: Values

    mutating func read(_ configuration: Configuration) {
        current = configuration
        failure = nil
    }

    /// Follows what has changed in the run.
    mutating func follow(_ change: (inout Configuration) throws -> Void) {
        guard var changed = current else { return }
        do { try change(&changed) } catch { return }
        current = changed
    }

    mutating func setDraft(_ value: Configuration.Value?, of key: String) { drafts[key] = value }

    /// The chosen setting is as the run has it.
    mutating func forgetChosen() {
        if let field = chosenField { drafts[field.key] = nil }
    }

    var isChosenChanged: Bool {
        let key = chosenField?.key
        return changed.contains { $0.key == key }
    }

    mutating func setFilter(_ text: String) {
        let key = chosenField?.key
        filter = text
        chosen = shown.firstIndex { $0.key == key } ?? 0
    }

    /// One level: the value that is typed, the filter, the list.
    mutating func backOut() {
        if editor != nil {
            editor = nil
        } else if !filter.isEmpty {
            setFilter("")
        } else {
            isOpen = false
        }
    }

    mutating func close() {
        editor = nil
        isOpen = false
    }

    /// The run's settings with the drafts.
    var wanted: Configuration? {
        guard var wanted = current else { return nil }
        for field in wanted.fields {
            // a draft was checked when it was made
            if let value = drafts[field.key] { try? field.set(value, in: &wanted) }
        }
        return wanted
    }

    /// Those that differ from the run's.
    var changed: [Configuration.Field] {
        guard let current, let wanted else { return [] }
        return wanted.differences(from: current)
    }

    /// What the chosen setting would be, as it is typed.
    ///
    /// - Throws: `ConfigurationError` as the command line would say it.
    func typed() throws -> (configuration: Configuration, value: Configuration.Value)? {
        guard let editor, let field = chosenField, var changed = wanted else { return nil }
        try field.set(text: editor.text, in: &changed)
        return (changed, field.value(in: changed))
    }

    /// What is wrong with the value that is typed, or with all changed settings together.
    var problem: String? {
        do {
            let configuration = try typed()?.configuration ?? wanted
            return changed.isEmpty && editor == nil
                ? nil : configuration?.validate().first?.sentence
        } catch let error as ConfigurationError {
            return error.violations.first?.sentence
        } catch {
            return "\(error)"
        }
    }

    // MARK: What is shown

    /// By section, those of a user's rewards with the other rewards; what the filter lets through.
    var shownSections: [SettingsSection] {
        let fields = (current?.fields ?? []).filter(passes)
        return Configuration.sections.compactMap { section in
            let own = fields.filter { $0.key.hasPrefix(section.name + ".") }
            return own.isEmpty
                ? nil
                : SettingsSection(
                    name: section.name, explanation: section.explanation, fields: own)
        }
    }

    var shown: [Configuration.Field] { shownSections.flatMap(\.fields) }

    var chosenField: Configuration.Field? {
        let shown = shown
        return shown.isEmpty ? nil : shown[min(chosen, shown.count - 1)]
    }

    private func passes(_ field: Configuration.Field) -> Bool {
        filter.isEmpty
            || [field.key, field.explanation].contains {
                $0.range(of: filter, options: .caseInsensitive) != nil
            }
    }
}
