public import Configuration
internal import Foundation
public import Rewards
internal import Text

/// The training prompts of a file: a JSON list of strings, or one a line, where empty lines and
/// those that begin with # are left out.
public enum PromptList {
    /// The prompts that a configuration names, or the shipped ones.
    ///
    /// - Throws: `EngineError` with the file's name.
    public static func load(
        _ configuration: Configuration, data: DataFolder?
    ) throws -> [ScoredPrompt] {
        let given = configuration.rollout.prompts
        guard let path = given.isEmpty ? data?.prompts : given else {
            throw EngineError(
                "No prompts are named and the shipped ones were not found: set rollout.prompts, or "
                    + "--data to the folder that holds Samples/.")
        }
        return scored(try texts(in: path))
    }

    /// Prompts with what the labeler reads from them.
    public static func scored(_ texts: [String]) -> [ScoredPrompt] {
        let labeler = FindingsLabeler()
        return texts.enumerated().map { index, text in
            ScoredPrompt(id: index, text: text, findings: labeler.label(text).labels())
        }
    }

    static func texts(in path: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else {
            throw EngineError(
                "The prompts \(path) cannot be read as text: check the path, or rollout.prompts.")
        }
        let prompts: [String]
        if text.drop(while: \.isWhitespace).hasPrefix("[") {
            guard let list = try? JSONDecoder().decode([String].self, from: data) else {
                throw EngineError("\(path) is not a JSON list of strings.")
            }
            prompts = list.filter { !$0.isEmpty }
        } else {
            prompts = text.split(whereSeparator: \.isNewline)
                .map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        }
        guard !prompts.isEmpty else {
            throw EngineError("\(path) has no prompt: write at least one, one a line.")
        }
        return prompts
    }
}
