internal import Foundation
public import Rewards
internal import Studies
public import Text

/// Prompts for evaluation that no training prompt equals, written for studies that never were.
///
/// Every finding, and none, comes equally often; view, sex and age are drawn, and one prompt in
/// five has a second finding.
public enum HeldOutPrompts {
    /// The findings that a model of whom nothing is known is asked for.
    public static let usualFindings: [Finding] = [
        .effusion, .cardiomegaly, .edema, .consolidation, .atelectasis,
    ]

    /// - Parameters:
    ///   - findings: those that are asked for.
    ///   - excluded: texts that must not come, upper and lower case alike.
    ///   - seed: the same findings, texts and seed give the same prompts.
    /// - Throws: `EvaluationError` where no more can be written.
    public static func make(
        _ count: Int, findings: [Finding], excluding excluded: [String], seed: UInt64
    ) throws -> [ScoredPrompt] {
        var generator = SeededGenerator(seed: seed)
        var taken = Set(excluded.map(key))
        let subjects: [Finding?] = findings.map(\.self) + [nil]
        let labeler = FindingsLabeler()
        var prompts: [ScoredPrompt] = []
        var attempts = 0
        while prompts.count < count {
            attempts += 1
            guard attempts <= 100 * count else {
                throw EvaluationError(
                    "Only \(prompts.count) of \(count) held-out prompts could be written for "
                        + findings.map(\.title).joined(separator: ", ")
                        + ": give prompts of your own with --prompts.")
            }
            let subject = subjects[prompts.count % subjects.count]
            let wanted = present(subject, findings, &generator)
            let text = PromptWriter().prompt(
                for: study(wanted, &generator), seed: generator.next())
            let labels = labeler.label(text).labels()
            let affirmed = Set(labels.filter(\.value).keys)
            guard affirmed == Set(wanted.map(\.name)), taken.insert(key(text)).inserted else {
                continue
            }
            prompts.append(ScoredPrompt(id: prompts.count, text: text, findings: labels))
        }
        return prompts
    }

    private static func present(
        _ subject: Finding?, _ findings: [Finding], _ generator: inout SeededGenerator
    ) -> Set<Finding> {
        guard let subject else { return [] }
        let second = Int.random(in: 0..<5, using: &generator) == 0
        let other = findings.randomElement(using: &generator)
        return second ? Set([subject, other].compactMap(\.self)) : [subject]
    }

    private static func study(
        _ present: Set<Finding>, _ generator: inout SeededGenerator
    ) -> Study {
        let labels = Finding.chestXray14.map { ($0.name, present.contains($0)) }
        let views = [Study.View.posteroanterior, .anteroposterior]
        return Study(
            id: "", imagePath: "", findings: Dictionary(uniqueKeysWithValues: labels), patient: 0,
            view: views.randomElement(using: &generator),
            sex: Study.Sex.allCases.randomElement(using: &generator),
            age: Int.random(in: 20...89, using: &generator))
    }

    /// What of a text makes it the same prompt.
    public static func key(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
