import Foundation
import Text

/// A prompt in the making.
struct PromptDraft {
    private let study: Study
    private let present: [Finding]
    private let absent: [Finding]
    private var choices: PromptChoices

    init(study: Study, choices: PromptChoices) {
        self.study = study
        self.choices = choices
        let known = FindingWording.all.keys.sorted { $0.name < $1.name }
        present = self.choices.shuffled(known.filter { study.findings[$0.name] == true })
        let deniable = known.filter { FindingWording.all[$0]?.denials.isEmpty == false }
        absent = self.choices.shuffled(deniable.filter { study.findings[$0.name] == false })
    }

    /// Whether the labels say that nothing is there, rather than nothing at all.
    private var isNormal: Bool { present.isEmpty && !absent.isEmpty }

    mutating func short() -> String {
        let opening = PromptOpening(study: study).text(&choices)
        let statement =
            isNormal
            ? choices.pick(FindingWording.normal)
            : PromptDraft.joined(nouns(present), by: "and")
        if statement.isEmpty { return text([opening]) }
        if !opening.isEmpty, !isNormal, choices.chance(0.4) {
            return text(["\(opening) with \(statement)"])
        }
        return text(choices.shuffled([opening, statement]))
    }

    mutating func long() -> String {
        let opening = PromptOpening(study: study).text(&choices)
        var statements = isNormal ? [choices.pick(FindingWording.normal)] : affirmations()
        if statements.isEmpty || choices.chance(0.85) { statements += denials() }
        // what is denied often comes first, in the order of the body's parts
        if choices.chance(0.3) { statements.reverse() }
        return text([opening] + statements)
    }

    private mutating func affirmations() -> [String] {
        if present.count > 1, choices.chance(0.35) { return [statement(of: nouns(present))] }
        return present.map { finding in
            let sentences = FindingWording.all[finding]?.sentences ?? []
            if !sentences.isEmpty, choices.chance(0.4) { return choices.pick(sentences) }
            return statement(of: nouns([finding]))
        }
    }

    private mutating func statement(of nouns: [String]) -> String {
        let subject = PromptDraft.joined(nouns, by: "and")
        let isFirstPlural = nouns.first.map(PromptDraft.isPlural) ?? false
        let verb = isFirstPlural || nouns.count > 1 ? "are" : "is"
        return choices.pick([
            "there \(isFirstPlural ? "are" : "is") \(subject)", "\(subject) \(verb) present",
            "\(subject) \(verb) seen", "\(subject) \(verb) noted", subject,
            "the film shows \(subject)", "findings include \(subject)",
            "radiograph demonstrates \(subject)",
        ])
    }

    private mutating func denials() -> [String] {
        var denied = Array(absent.prefix(1 + choices.below(3)))
        guard !denied.isEmpty else { return [] }
        var sentences: [String] = []
        if let wording = FindingWording.all[denied[0]], !wording.deniedSentences.isEmpty,
            choices.chance(0.7)
        {
            denied.removeFirst()
            sentences.append(choices.pick(wording.deniedSentences))
        }
        if !denied.isEmpty { sentences.append(denial(of: denied)) }
        return sentences
    }

    private mutating func denial(of findings: [Finding]) -> String {
        let nouns = findings.map { choices.pick(FindingWording.all[$0]?.denials ?? []) }
        let either = PromptDraft.joined(nouns, by: "or")
        let all = PromptDraft.joined(nouns, by: "and")
        return choices.pick([
            "No \(either)", "There is no \(either)", "No evidence of \(either)",
            "Without \(either)", "Negative for \(either)", "No \(either) is seen",
            nouns.count == 1 ? "\(all) is not seen" : "\(all) are not seen",
            nouns.count == 1 ? "\(all) is absent" : "\(all) are absent",
        ])
    }

    private mutating func nouns(_ findings: [Finding]) -> [String] {
        findings.map { choices.pick(FindingWording.all[$0]?.nouns ?? []) }
    }

    private func text(_ parts: [String]) -> String {
        let sentences = parts.filter { !$0.isEmpty }.map {
            $0.prefix(1).uppercased() + $0.dropFirst() + "."
        }
        return sentences.isEmpty ? "Chest radiograph." : sentences.joined(separator: " ")
    }

    private static func joined(_ items: [String], by word: String) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }

    private static func isPlural(_ noun: String) -> Bool {
        noun.hasPrefix("areas ") || noun.hasSuffix("changes") || noun.hasSuffix("infiltrates")
            || noun.hasSuffix("opacities") || noun.hasSuffix("devices")
    }
}
