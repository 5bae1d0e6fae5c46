import Configuration
import Foundation
import RLCF
import Rewards
import Text

/// Training prompts as a text file: one a line, empty lines and those that begin with # left out.
enum PromptFile {
    /// The prompts of a configuration, or the shipped ones.
    static func prompts(
        _ configuration: Configuration, data: () throws -> DataFolder
    ) throws -> [ScoredPrompt] {
        let given = configuration.rollout.prompts
        return try prompts(in: given.isEmpty ? data().prompts : given)
    }

    static func prompts(in path: String) throws -> [ScoredPrompt] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw UsageError(
                "The prompts \(path) cannot be read: check the path, or rollout.prompts.")
        }
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !lines.isEmpty else {
            throw UsageError("\(path) has no prompt: write at least one, one a line.")
        }
        let labeler = FindingsLabeler()
        return lines.enumerated().map { index, line in
            ScoredPrompt(id: index, text: line, findings: labeler.label(line).labels())
        }
    }
}
