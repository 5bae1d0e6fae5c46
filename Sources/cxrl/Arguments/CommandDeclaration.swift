/// A command: what it takes, how it explains itself, and what it does.
struct CommandDeclaration: Sendable {
    /// Empty for the program without a command.
    let name: String
    let summary: String
    /// What stands behind the name, as the help shows it.
    var operands = ""
    /// How many words may stand there.
    var operandCount = 0...0
    var options: [OptionDeclaration] = []
    /// Stands below the options.
    var details: @MainActor @Sendable () -> String = { "" }
    let run: @MainActor @Sendable (Arguments) throws -> ExitStatus

    var title: String { name.isEmpty ? "cxrl" : "cxrl \(name)" }

    static let helpOption = OptionDeclaration("--help", nil, "show this text")

    /// Everything that `--help` prints.
    @MainActor
    var help: String {
        let listed = options + [Self.helpOption]
        let usage = [title, operands, options.isEmpty ? "" : "[option…]"]
            .filter { !$0.isEmpty }.joined(separator: " ")
        let details = details()
        return """
            \(HelpText.paragraphs(summary))

            usage: \(usage)

            options:
            \(HelpText.columns(listed.map { ($0.synopsis, $0.help) }))

            """ + (details.isEmpty ? "" : "\n\(details)\n")
    }
}
