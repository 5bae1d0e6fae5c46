import Text

/// Writes report-like prompts for studies that have labels but no report; a report's own
/// impression (else its findings) is the prompt of a study that has one.
///
/// The wording varies with the seed, so that a text encoder has to read; `FindingsLabeler` reads
/// from each prompt the findings that the study has, and denies none of them.
public struct PromptWriter: Sendable {
    public enum Length: String, Sendable, Codable, CaseIterable {
        /// One sentence or two.
        case short
        /// An opening, a statement for each finding, and what is not there.
        case long
    }

    public init() {}

    /// - Parameters:
    ///   - length: drawn where `nil`.
    ///   - seed: the same study and seed give the same prompt.
    public func prompt(for study: Study, length: Length? = nil, seed: UInt64) -> String {
        let impression = ReportSections(study.report).prompt
        guard impression.isEmpty else { return impression }
        var choices = PromptChoices(seed: seed)
        let drawn: Length = choices.chance(0.4) ? .short : .long
        var draft = PromptDraft(study: study, choices: choices)
        switch length ?? drawn {
        case .short: return draft.short()
        case .long: return draft.long()
        }
    }
}
