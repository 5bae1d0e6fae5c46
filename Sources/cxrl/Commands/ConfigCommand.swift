import Configuration
import Foundation

/// `cxrl config`: the reference of all settings, and what a command line would take.
enum ConfigCommand {
    static let declaration = CommandDeclaration(
        name: "config",
        summary: "Shows the settings: `show` as a command line would have them, `reference` as "
            + "Markdown.",
        operands: "show | reference", operandCount: 0...1,
        options: ConfigurationOptions.declared + ConfigurationOptions.forRuns + [
            OptionDeclaration("--all", nil, "show every setting, not only those that differ")
        ],
        details: { "settings:\n\n" + Configuration.help },
        run: run)

    private enum Action: String, CaseIterable {
        case show, reference
    }

    @MainActor
    private static func run(_ arguments: Arguments) throws -> ExitStatus {
        let word = arguments.operands.first ?? "show"
        guard let action = Action(rawValue: word) else {
            throw UsageError("cxrl config does not know “\(word)”: write show or reference.")
        }
        switch action {
        case .reference:
            Console.write(Configuration.reference)
        case .show:
            let configuration = try ConfigurationOptions.configuration(arguments, Surroundings())
                .validated()
            Console.write(try text(configuration, isWhole: arguments.has("--all")))
        }
        return .success
    }

    private static func text(_ configuration: Configuration, isWhole: Bool) throws -> String {
        guard isWhole else { return String(decoding: configuration.json, as: UTF8.self) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(CompleteConfiguration(configuration))
        return String(decoding: data, as: UTF8.self)
    }
}
