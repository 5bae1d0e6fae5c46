import Foundation
import Text
import Workbench

extension Model {
    /// The lines of the list that match the filter.
    var promptEntries: [PromptsState.Entry] {
        let all =
            [.scratch] + (run?.prompts ?? []).map { PromptsState.Entry.training($0.id) }
            + prompts.changes.added.indices.map(PromptsState.Entry.added)
        guard !prompts.filter.isEmpty else { return all }
        return all.filter { entry in
            text(of: entry).range(of: prompts.filter, options: .caseInsensitive) != nil
        }
    }

    /// An entry's text with its edits.
    func text(of entry: PromptsState.Entry) -> String {
        prompts.drafts[entry]?.text ?? originalText(of: entry)
    }

    /// An entry's text without edits.
    func originalText(of entry: PromptsState.Entry) -> String {
        switch entry {
        case .scratch:
            ""
        case .training(let id):
            prompts.changes.replaced[id] ?? run?.prompts.first { $0.id == id }?.text ?? ""
        case .added(let index):
            prompts.changes.added.indices.contains(index) ? prompts.changes.added[index] : ""
        }
    }

    func isEdited(_ entry: PromptsState.Entry) -> Bool {
        prompts.drafts[entry].map { $0.text != originalText(of: entry) } ?? false
    }

    /// The chosen entry's text, with its edits.
    var promptText: String { text(of: prompts.chosen) }

    /// The newest sample of the chosen training prompt whose picture was kept.
    var keptSample: SampleRecord? {
        guard case .training(let id) = prompts.chosen else { return nil }
        for epoch in history.sampledEpochs.reversed() {
            let found = history.samples[epoch]?.first { $0.promptID == id && $0.picture != nil }
            if let found { return found }
        }
        return nil
    }

    /// Whether the picture that was asked for belongs to what is chosen; while a text is edited
    /// the last one stays.
    var showsRequestedPicture: Bool {
        switch prompts.picture.state {
        case .none: false
        case .failed: true
        case .requested, .finished:
            prompts.isEditing || prompts.picture.shownPrompt == promptText
        }
    }

    /// The terms that could complete what stands before the editor's cursor.
    var offeredCompletion: PromptCompletion? {
        guard let editor = prompts.drafts[prompts.chosen] else { return nil }
        let (typed, terms) = FieldTerms.completions(
            of: String(editor.characters[..<editor.cursor]))
        return terms.isEmpty ? nil : PromptCompletion(terms: terms, typed: typed)
    }

    /// The tokens of the chosen text with the two markers, and what does not fit the context.
    var promptTokens: TokenizedPrompt? {
        guard let tokenizer else { return nil }
        return try? tokenizer.encodePadded(
            promptText, contextLength: run?.contextLength, truncate: true)
    }
}
