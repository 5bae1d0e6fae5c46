/// Reads findings from free text by rules: phrases that name a finding, and cues that deny it or
/// leave it open.
///
/// Meant for the findings and impression of a report, or a prompt; an indication ("evaluate for
/// pneumonia") should be cut off before (`ReportSections`).
public struct FindingsLabeler: Sendable {
    public init() {}

    public func label(_ text: String) -> LabeledText {
        let statements = ReportToken.sentences(of: text).map { StatementReader(tokens: $0) }
        return LabeledText(
            mentions: statements.flatMap(\.mentions),
            hasUnlabelled: statements.contains(where: \.hasUnlabelled))
    }
}
